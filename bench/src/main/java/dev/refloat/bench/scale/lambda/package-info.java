/** Lambda as far as a state machine asks it: environments, their limits and what they cost. */
@NullMarked
package dev.refloat.bench.scale.lambda;

import org.jspecify.annotations.NullMarked;
