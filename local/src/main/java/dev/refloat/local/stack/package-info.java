/**
 * Puts the parts together: one start, one stop, and everything that survives a restart in one
 * directory.
 */
@NullMarked
package dev.refloat.local.stack;

import org.jspecify.annotations.NullMarked;
