/**
 * Puts the parts together: one start, one stop, and everything that survives a restart in one
 * directory. Its clock can be turned for who wants what a schedule does at another time.
 */
@NullMarked
package dev.refloat.local.stack;

import org.jspecify.annotations.NullMarked;
