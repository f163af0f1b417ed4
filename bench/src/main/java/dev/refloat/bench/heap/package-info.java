/** The heap of the copy function, run from the packaged artifact in a JVM of its own. */
@NullMarked
package dev.refloat.bench.heap;

import org.jspecify.annotations.NullMarked;
