/** What tests stand on: embedded DynamoDB and S3, and samples of our own records. */
@NullMarked
package dev.refloat.testing;

import org.jspecify.annotations.NullMarked;
