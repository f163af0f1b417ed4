/** What is printed and written: tables, the machine, how to repeat it. */
@NullMarked
package dev.refloat.bench.report;

import org.jspecify.annotations.NullMarked;
