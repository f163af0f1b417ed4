/**
 * What happened, on disk: one append-only journal per top-level execution, its children included.
 */
@NullMarked
package dev.refloat.local.states.history;

import org.jspecify.annotations.NullMarked;
