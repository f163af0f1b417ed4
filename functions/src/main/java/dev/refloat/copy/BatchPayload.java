package dev.refloat.copy;

/**
 * The input of one call: which lines of {@code items.jsonl} it copies. Numbers are text, as
 * everywhere in a state machine.
 *
 * @param batch number of the batch in its collection, six digits
 * @param bucket the work bucket
 * @param key of {@code items.jsonl}
 * @param offset of the batch's first byte in it
 * @param length bytes of the batch in it
 */
public record BatchPayload(
    String jobId,
    String collection,
    String batch,
    String bucket,
    String key,
    String offset,
    String length) {

  static BatchPayload of(PlanFiles files, long batch, long offset, long length) {
    return new BatchPayload(
        files.jobId(),
        files.collection(),
        "%06d".formatted(batch),
        files.bucket(),
        files.itemsKey(),
        Long.toString(offset),
        Long.toString(length));
  }

  /** Of the batch in its collection, from 0. */
  long number() {
    return Long.parseLong(batch);
  }

  /** The plan that it is of. */
  public PlanFiles files() {
    return PlanFiles.of(bucket, key);
  }

  /** As the header Range takes it. */
  String range() {
    long first = Long.parseLong(offset);
    return "bytes=" + first + "-" + (first + Long.parseLong(length) - 1);
  }
}
