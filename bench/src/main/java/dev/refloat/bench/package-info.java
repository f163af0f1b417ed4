/**
 * Benchmarks: the whole restore against other ways to copy the same objects on the same server,
 * what a restore asks of AWS, and the heap of the copy function. Knows no class of the functions:
 * it loads the packaged artifact, as the local stack does.
 */
@NullMarked
package dev.refloat.bench;

import org.jspecify.annotations.NullMarked;
