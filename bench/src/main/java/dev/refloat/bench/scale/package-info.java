/**
 * Whole restores of any size in virtual time: the system is real, the services of AWS that it asks
 * are simulated. Only this package and those in it know classes of {@code functions}.
 */
@NullMarked
package dev.refloat.bench.scale;

import org.jspecify.annotations.NullMarked;
