/**
 * Whole restores under faults. A seed decides which requests fail and how, when a process dies, in
 * which order processes take turns, and when an execution is aborted; the use cases, DynamoDB and
 * S3 are the real ones.
 */
@NullMarked
package dev.refloat.faults;

import org.jspecify.annotations.NullMarked;
