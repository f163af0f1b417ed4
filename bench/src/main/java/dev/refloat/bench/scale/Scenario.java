package dev.refloat.bench.scale;

import java.util.List;

/**
 * A backup of equal objects.
 *
 * @param logs objects of a segment: 10, of nine fields and the deletes, or 1, a column group
 * @param objectBytes bytes of each object
 */
public record Scenario(
    String name, String words, int collections, int segments, int logs, long objectBytes) {
  private static final long MIB = 1L << 20;
  private static final long TIB = 1L << 40;
  private static final long MB = 1_000_000;

  /** What {@code docs/scaling.md} is about. */
  public static final List<Scenario> ALL =
      List.of(
          new Scenario("a", "1,000 × 64 MiB", 1, 100, 10, 64 * MIB),
          new Scenario("b", "10 TB in 100,000 objects", 10, 1_000, 10, 100 * MB),
          new Scenario("c", "1 PB in 10 million objects", 100, 10_000, 10, 100 * MB),
          new Scenario("d", "one object of 40 TiB", 1, 1, 1, 40 * TIB),
          new Scenario("e", "10,000 collections of 10 objects", 10_000, 1, 10, MIB));

  public Scenario {
    if (logs != 10 && logs != 1) {
      throw new IllegalArgumentException("A segment has 10 logs or 1, not " + logs);
    }
  }

  public int allSegments() {
    return collections * segments;
  }

  public int objects() {
    return allSegments() * logs;
  }
}
