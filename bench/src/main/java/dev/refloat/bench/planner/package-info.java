/**
 * What it takes to plan ten million objects: the packaged plan function in a JVM of its own, with
 * an S3 that makes up the backup as it is asked for it.
 */
@NullMarked
package dev.refloat.bench.planner;

import org.jspecify.annotations.NullMarked;
