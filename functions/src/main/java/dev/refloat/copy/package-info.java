/**
 * Copies objects inside S3: plans ranges and batches, copies them under a limiter, keeps the ledger
 * of what is done, verifies the destination and removes what is not wanted. It knows keys, sizes
 * and ETags, and nothing of what the objects mean.
 */
@NullMarked
package dev.refloat.copy;

import org.jspecify.annotations.NullMarked;
