package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.PeakRate;
import java.util.Arrays;
import java.util.Objects;

/**
 * A range of keys with a rate of its own. It takes the requests of a second at once, as a bucket of
 * tokens that is never fuller than that.
 */
final class Partition {
  private static final int SAMPLE = 512;
  private static final long MINUTE = 60_000;

  private double writes = Facts.S3.WRITES_PER_SECOND;
  private double reads = Facts.S3.READS_PER_SECOND;
  private long refilled;
  private long minute;
  private double load;
  private int busyMinutes;
  private final String[] sample = new String[SAMPLE];
  private int sampled;
  private final PeakRate rate = new PeakRate();

  Partition(long now) {
    refilled = now;
    minute = now / MINUTE;
  }

  /**
   * Whether it takes one request more now; it is load even where not.
   *
   * @param now in milliseconds
   */
  boolean admit(String key, boolean isWrite, long now) {
    refill(now);
    note(key, isWrite, now);
    if (isWrite ? writes < 1 : reads < 1) {
      return false;
    }
    rate.add(now, 1);
    if (isWrite) {
      writes--;
    } else {
      reads--;
    }
    return true;
  }

  private void refill(long now) {
    double seconds = (now - refilled) / 1000.0;
    refilled = now;
    writes = Math.min(Facts.S3.WRITES_PER_SECOND, writes + seconds * Facts.S3.WRITES_PER_SECOND);
    reads = Math.min(Facts.S3.READS_PER_SECOND, reads + seconds * Facts.S3.READS_PER_SECOND);
  }

  private void note(String key, boolean isWrite, long now) {
    long present = now / MINUTE;
    if (present != minute) {
      boolean wasBusy = load >= Facts.S3.SPLIT_LOAD * MINUTE / 1000;
      busyMinutes = wasBusy && present == minute + 1 ? busyMinutes + 1 : 0;
      minute = present;
      load = 0;
    }
    load += 1.0 / (isWrite ? Facts.S3.WRITES_PER_SECOND : Facts.S3.READS_PER_SECOND);
    // The last keys, thinned out: neighbours in time are often neighbours in the key space.
    if (sampled++ % 64 == 0) {
      sample[sampled / 64 % SAMPLE] = key;
    }
  }

  /** Minutes that it was loaded for without a break. */
  int busyMinutes() {
    return busyMinutes;
  }

  /** A key with as many of the last requests before it as behind it. */
  String middle() {
    var keys = Arrays.stream(sample).filter(Objects::nonNull).sorted().toList();
    return keys.get(keys.size() / 2);
  }

  /** The most requests that it took in a second. */
  long peak() {
    return rate.peak();
  }
}
