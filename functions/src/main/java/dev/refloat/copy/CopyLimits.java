package dev.refloat.copy;

import dev.refloat.platform.Settings;

/**
 * How the work is cut.
 *
 * @param rangeThreshold bytes; an object above it is copied in ranges
 * @param rangeBytes bytes of one range, more where {@value S3Limits#PARTS} parts would not do
 * @param batchItems items that one call copies at most
 * @param batchBytes bytes that one call copies at most
 * @param copiesInFlight requests that one process has in flight at most
 */
public record CopyLimits(
    long rangeThreshold, long rangeBytes, int batchItems, long batchBytes, int copiesInFlight) {

  public static final CopyLimits DEFAULT =
      new CopyLimits(S3Limits.GIB, 512 * S3Limits.MIB, 2_000, 1_024 * S3Limits.GIB, 64);

  /** Payloads and ledger bit sets stay small with it: 10,000 bits are 1.25 KB. */
  private static final int BATCH_ITEMS_MAX = 10_000;

  private static final int COPIES_IN_FLIGHT_MAX = 1_000;

  public CopyLimits {
    within("RANGE_THRESHOLD_BYTES", rangeThreshold, 0, S3Limits.COPY_BYTES);
    within("RANGE_BYTES", rangeBytes, S3Limits.PART_BYTES_MIN, S3Limits.PART_BYTES_MAX);
    within("BATCH_ITEMS", batchItems, 1, BATCH_ITEMS_MAX);
    // A batch holds at least one item, and the largest item is a part of 5 GiB.
    within("BATCH_BYTES", batchBytes, S3Limits.PART_BYTES_MAX, S3Limits.OBJECT_BYTES);
    within("COPIES_IN_FLIGHT", copiesInFlight, 1, COPIES_IN_FLIGHT_MAX);
  }

  /**
   * The limits that the environment sets, and the default of each that it does not.
   *
   * @throws IllegalStateException naming the variable that is no number
   * @throws IllegalArgumentException naming the variable that is out of its range
   */
  public static CopyLimits of(Settings settings) {
    return new CopyLimits(
        settings.number("RANGE_THRESHOLD_BYTES", DEFAULT.rangeThreshold),
        settings.number("RANGE_BYTES", DEFAULT.rangeBytes),
        small("BATCH_ITEMS", settings.number("BATCH_ITEMS", DEFAULT.batchItems)),
        settings.number("BATCH_BYTES", DEFAULT.batchBytes),
        small("COPIES_IN_FLIGHT", settings.number("COPIES_IN_FLIGHT", DEFAULT.copiesInFlight)));
  }

  public CopyLimits withBatchItems(int items) {
    return new CopyLimits(rangeThreshold, rangeBytes, items, batchBytes, copiesInFlight);
  }

  /** How many items these objects are, if all were of one size. */
  public long items(long objects, long bytes) {
    if (objects == 0 || bytes / objects <= rangeThreshold) {
      return objects;
    }
    long ranges = Math.ceilDiv(Math.ceilDiv(bytes, objects), rangeBytes);
    return objects * Math.min(S3Limits.PARTS, ranges);
  }

  private static int small(String name, long value) {
    within(name, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return (int) value;
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be between %d and %d, but is %d".formatted(name, least, most, value));
    }
  }
}
