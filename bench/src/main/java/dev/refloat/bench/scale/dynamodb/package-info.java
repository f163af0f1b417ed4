/** DynamoDB Local behind the limits and latencies of DynamoDB. */
@NullMarked
package dev.refloat.bench.scale.dynamodb;

import org.jspecify.annotations.NullMarked;
