package dev.refloat.api;

import dev.refloat.platform.Operation;
import java.util.function.Function;

/**
 * A field of an answer that is not kept with it, and is made of the order again when the answer is
 * repeated.
 *
 * @param again the same text for the same order
 */
record Secret(String field, Function<Operation, String> again) {}
