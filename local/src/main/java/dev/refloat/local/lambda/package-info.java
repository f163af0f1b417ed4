/**
 * Runs the functions: instances, environment, time-outs, errors and limits as in Lambda, called by
 * name with bytes.
 */
@NullMarked
package dev.refloat.local.lambda;

import org.jspecify.annotations.NullMarked;
