/**
 * Serves the HTTP API: routes, authorizer, events of payload format 2.0 and answers, as API Gateway
 * does. Beside it the files of the console, as CloudFront does.
 */
@NullMarked
package dev.refloat.local.gateway;

import org.jspecify.annotations.NullMarked;
