/** The clock of a simulation. */
@NullMarked
package dev.refloat.bench.scale.time;

import org.jspecify.annotations.NullMarked;
