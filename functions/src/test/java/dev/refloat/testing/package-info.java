/** What tests stand on: embedded DynamoDB, S3 and KMS, and samples of our own records. */
@NullMarked
package dev.refloat.testing;

import org.jspecify.annotations.NullMarked;
