package dev.refloat.api;

import dev.refloat.access.Principal;
import dev.refloat.platform.Refused;

/**
 * Stands before a handler: finds what the call is about and whether the caller may do what the
 * route does to it. A route cannot be declared without one.
 *
 * @param <T> what the handler is given; it gets at nothing else
 */
@FunctionalInterface
interface Guard<T> {
  /**
   * Finds what the call is about.
   *
   * @throws Refused when the caller may not, or when there is no such thing
   */
  T admit(Principal principal, Request request);
}
