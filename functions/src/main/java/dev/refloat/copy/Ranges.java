package dev.refloat.copy;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ranges in which one object is copied: without gap or overlap, all of the same length but the
 * last. Held as three numbers, because an object of 48.8 TiB has {@value S3Limits#PARTS} of them.
 *
 * @param size bytes of the object
 * @param rangeBytes bytes of each range but the last
 */
public record Ranges(long size, long rangeBytes) {
  public Ranges {
    if (size < 1 || size > S3Limits.OBJECT_BYTES) {
      throw new IllegalArgumentException(
          "An object in ranges has 1 to %d bytes, not %d".formatted(S3Limits.OBJECT_BYTES, size));
    }
    if (rangeBytes < S3Limits.PART_BYTES_MIN || rangeBytes > S3Limits.PART_BYTES_MAX) {
      throw new IllegalArgumentException(
          "A range has %d to %d bytes, not %d"
              .formatted(S3Limits.PART_BYTES_MIN, S3Limits.PART_BYTES_MAX, rangeBytes));
    }
    if (ceilDiv(size, rangeBytes) > S3Limits.PARTS) {
      throw new IllegalArgumentException(
          "Ranges of %d bytes make more than %d parts of %d bytes"
              .formatted(rangeBytes, S3Limits.PARTS, size));
    }
  }

  /** Ranges of the length that the limits name, or longer where those would be too many. */
  public static Ranges of(long size, CopyLimits limits) {
    return new Ranges(size, Math.max(limits.rangeBytes(), fewest(size)));
  }

  /**
   * The length that makes the fewest parts too many by none, rounded up to a whole MiB: a part that
   * starts on such a border is read fastest where the source was uploaded in parts.
   */
  private static long fewest(long size) {
    long exact = ceilDiv(Math.max(size, 1), S3Limits.PARTS);
    return Math.min(ceilDiv(exact, S3Limits.MIB) * S3Limits.MIB, S3Limits.PART_BYTES_MAX);
  }

  public int count() {
    return (int) ceilDiv(size, rangeBytes);
  }

  /**
   * One of the ranges.
   *
   * @param part from 1 to {@link #count()}
   */
  public ByteRange get(int part) {
    if (part < 1 || part > count()) {
      throw new IllegalArgumentException("There is no part " + part);
    }
    long first = (part - 1) * rangeBytes;
    return new ByteRange(part, first, Math.min(first + rangeBytes, size) - 1);
  }

  public Stream<ByteRange> stream() {
    return IntStream.rangeClosed(1, count()).mapToObj(this::get);
  }

  private static long ceilDiv(long number, long by) {
    return Math.ceilDiv(number, by);
  }
}
