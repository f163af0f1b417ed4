/**
 * JSONata as Step Functions evaluates it: expressions in JSON templates, variables and the added
 * functions.
 */
@NullMarked
package dev.refloat.local.states.eval;

import org.jspecify.annotations.NullMarked;
