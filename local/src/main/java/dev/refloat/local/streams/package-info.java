/** Tells functions what changes in tables, as Lambda does that reads the tables' streams. */
@NullMarked
package dev.refloat.local.streams;

import org.jspecify.annotations.NullMarked;
