package dev.refloat.bench.cases;

import java.util.List;
import java.util.Locale;

/**
 * A backup of objects of one size.
 *
 * @param collections with the same number of segments each
 * @param segments of each collection, in one partition
 * @param fields with logs in each segment; 1 for a packed segment, whose only column group is one
 *     file
 * @param logs of each field
 * @param objectBytes of each log
 */
public record Workload(
    String name, int collections, int segments, int fields, int logs, long objectBytes) {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  /** Row ids, timestamps, a primary key, a vector. */
  private static final int LEAST_FIELDS = 4;

  public static final Workload SMALL = new Workload("small", 4, 250, 10, 2, 64 * KIB);
  public static final Workload MEDIUM = new Workload("medium", 2, 40, 5, 1, 16 * MIB);
  public static final Workload LARGE = new Workload("large", 1, 1, 1, 1, 8 * GIB);

  /** In the order in which they run. */
  public static final List<Workload> ALL = List.of(SMALL, MEDIUM, LARGE);

  public Workload {
    if (collections < 1 || segments < 1 || logs < 1 || objectBytes < 1) {
      throw new IllegalArgumentException("A workload has at least one object of one byte");
    }
    if (fields != 1 && fields < LEAST_FIELDS) {
      throw new IllegalArgumentException(
          "A segment has one column group, or at least the logs of " + LEAST_FIELDS + " fields");
    }
  }

  boolean packed() {
    return fields == 1;
  }

  public int objects() {
    return Math.multiplyExact(Math.multiplyExact(collections, segments), fields * logs);
  }

  public long bytes() {
    return Math.multiplyExact(objectBytes, objects());
  }

  /**
   * How often to run it where many small objects run so often. A round of some middling objects
   * takes seconds, in which what else the machine does counts for more; one of a large object is on
   * a disk, whose speed varies by a third from run to run.
   */
  public int rounds(int others) {
    if (objects() == 1) {
      return 3 * others;
    }
    return objectBytes >= MIB ? 7 * others : others;
  }

  /** Fewer objects of the same size; of one object, fewer bytes. */
  public Workload scaled(double factor) {
    return objects() == 1
        ? new Workload(name, 1, 1, 1, 1, Math.max(1, Math.round(objectBytes * factor)))
        : new Workload(
            name,
            collections,
            (int) Math.max(1, Math.round(segments * factor)),
            fields,
            logs,
            objectBytes);
  }

  /** The same objects as another case. */
  public Workload named(String other) {
    return new Workload(other, collections, segments, fields, logs, objectBytes);
  }

  /**
   * Parts of one object, as a plan cuts it; 0 for one that is copied whole.
   *
   * @param threshold bytes; an object above it is cut
   * @param range bytes of one part
   */
  public long parts(long threshold, long range) {
    return objectBytes > threshold ? Math.ceilDiv(objectBytes, range) : 0;
  }

  /** {@code 20,000 × 64 KiB}. */
  public String title() {
    return String.format(Locale.ROOT, "%,d × %s", objects(), size(objectBytes));
  }

  private static String size(long bytes) {
    if (bytes % GIB == 0) {
      return bytes / GIB + " GiB";
    }
    if (bytes % MIB == 0) {
      return bytes / MIB + " MiB";
    }
    return bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " B";
  }
}
