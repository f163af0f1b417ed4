/**
 * Counts what a restore asks of S3, DynamoDB and Step Functions, from outside of the functions'
 * code, and holds it against the bounds.
 */
@NullMarked
package dev.refloat.bench.count;

import org.jspecify.annotations.NullMarked;
