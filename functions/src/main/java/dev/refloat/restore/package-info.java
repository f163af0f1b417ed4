/**
 * A restore from request to end: validation, reservation, plan, commit, and the clearing away of
 * what was not finished.
 */
@NullMarked
package dev.refloat.restore;

import org.jspecify.annotations.NullMarked;
