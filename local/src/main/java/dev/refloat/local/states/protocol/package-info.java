/**
 * The service's HTTP protocol: AWS JSON 1.0 requests turned into calls on the engine and the store.
 */
@NullMarked
package dev.refloat.local.states.protocol;

import org.jspecify.annotations.NullMarked;
