/** The embedded stack: runs {@code template.yaml} in one JVM, for development and tests. */
@NullMarked
package dev.refloat.local;

import org.jspecify.annotations.NullMarked;
