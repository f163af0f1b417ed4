/**
 * S3 as far as a restore asks it: partitions with their rates, latencies, and objects that are made
 * when they are asked for.
 */
@NullMarked
package dev.refloat.bench.scale.s3;

import org.jspecify.annotations.NullMarked;
