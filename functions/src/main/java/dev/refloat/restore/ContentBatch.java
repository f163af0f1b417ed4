package dev.refloat.restore;

import dev.refloat.copy.PlanFiles;

/**
 * The input of one call that opens files: which lines of {@code segments.jsonl}. Numbers are text,
 * as everywhere in a state machine.
 *
 * @param batch number of the batch in its collection, six digits
 * @param bucket the work bucket
 * @param key of {@code segments.jsonl}
 * @param offset of the batch's first byte in it
 * @param length bytes of the batch in it
 */
public record ContentBatch(
    String jobId,
    String collection,
    String batch,
    String bucket,
    String key,
    String offset,
    String length) {

  static ContentBatch of(PlanFiles files, String key, long batch, long offset, long length) {
    return new ContentBatch(
        files.jobId(),
        files.collection(),
        "%06d".formatted(batch),
        files.bucket(),
        key,
        Long.toString(offset),
        Long.toString(length));
  }

  /** Of the plan that it belongs to. */
  int attempt() {
    return PlanFiles.of(bucket, key).attempt();
  }

  /** As the header Range takes it. */
  String range() {
    long first = Long.parseLong(offset);
    return "bytes=" + first + "-" + (first + Long.parseLong(length) - 1);
  }
}
