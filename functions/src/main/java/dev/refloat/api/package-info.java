/**
 * The HTTP functions: each parses a call, asks one use case and renders the answer.
 *
 * <p>A function names its routes, and each route the guard that must let the caller in before the
 * handler sees anything: see {@link dev.refloat.api.HttpFunction}.
 */
@NullMarked
package dev.refloat.api;

import org.jspecify.annotations.NullMarked;
