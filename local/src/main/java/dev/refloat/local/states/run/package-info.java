/**
 * Runs executions: one class per kind of state, retries, catchers, Map Runs, stopping and
 * redriving.
 */
@NullMarked
package dev.refloat.local.states.run;

import org.jspecify.annotations.NullMarked;
