/** Restores that start by themselves: triggers, what fires them, drills. */
@NullMarked
package dev.refloat.automation;

import org.jspecify.annotations.NullMarked;
