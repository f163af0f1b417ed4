/** The commands of {@code ./refloat}. */
@NullMarked
package dev.refloat.local.cli;

import org.jspecify.annotations.NullMarked;
