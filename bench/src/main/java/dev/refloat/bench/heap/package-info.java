/**
 * Functions run from the packaged artifact in a JVM of their own, and the heap of the copy
 * function.
 */
@NullMarked
package dev.refloat.bench.heap;

import org.jspecify.annotations.NullMarked;
