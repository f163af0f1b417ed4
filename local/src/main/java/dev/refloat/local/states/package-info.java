/**
 * The local Step Functions: an interpreter of the Amazon States Language behind the service's own
 * protocol.
 */
@NullMarked
package dev.refloat.local.states;

import org.jspecify.annotations.NullMarked;
