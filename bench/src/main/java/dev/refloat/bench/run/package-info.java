/** Who copies, how long it takes, and whether all of it arrived. */
@NullMarked
package dev.refloat.bench.run;

import org.jspecify.annotations.NullMarked;
