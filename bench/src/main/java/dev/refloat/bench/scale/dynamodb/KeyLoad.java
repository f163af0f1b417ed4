package dev.refloat.bench.scale.dynamodb;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.PeakRate;

/**
 * What is asked of the items with one partition key. What a request takes is known behind it, so
 * the rest of a second may be less than nothing; then nothing more is taken until there is some.
 */
final class KeyLoad {
  private double writes = Facts.DynamoDb.WRITES_PER_SECOND;
  private double reads = Facts.DynamoDb.READS_PER_SECOND;
  private long refilled;
  private final PeakRate written = new PeakRate();

  /**
   * Whether a request is taken.
   *
   * @param now in milliseconds
   */
  boolean admit(boolean isWrite, long now) {
    double seconds = (now - refilled) / 1000.0;
    refilled = now;
    writes =
        Math.min(
            Facts.DynamoDb.WRITES_PER_SECOND, writes + seconds * Facts.DynamoDb.WRITES_PER_SECOND);
    reads =
        Math.min(
            Facts.DynamoDb.READS_PER_SECOND, reads + seconds * Facts.DynamoDb.READS_PER_SECOND);
    return isWrite ? writes > 0 : reads > 0;
  }

  /** Takes units. */
  void take(boolean isWrite, double units, long now) {
    if (isWrite) {
      writes -= units;
      written.add(now, units);
    } else {
      reads -= units;
    }
  }

  /** The most write units in a second. */
  long peak() {
    return written.peak();
  }
}
