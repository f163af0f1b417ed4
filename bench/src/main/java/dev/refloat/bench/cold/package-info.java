/** Measures how long a function takes from the start of its JVM to its first answer. */
@NullMarked
package dev.refloat.bench.cold;

import org.jspecify.annotations.NullMarked;
