/**
 * Serves the HTTP API: routes, authorizer, events of payload format 2.0 and answers, as API Gateway
 * does.
 */
@NullMarked
package dev.refloat.local.gateway;

import org.jspecify.annotations.NullMarked;
