package dev.refloat.bench.heap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The heap that a JVM took, in bytes.
 *
 * @param limit that it was given
 * @param used at most, with what was garbage already: up to the limit, the collector decides
 * @param live at most, right after a collection: what it could not do without
 * @param collections that were looked at
 */
public record HeapPeak(long limit, long used, long live, long collections) {
  private static final Pattern LINE =
      Pattern.compile("heap limit=(\\d+) used=(\\d+) live=(\\d+) collections=(\\d+)");

  /**
   * Finds the line in what a process wrote.
   *
   * @throws IllegalArgumentException where it is not there
   */
  public static HeapPeak parse(String output) {
    Matcher matcher = LINE.matcher(output);
    if (!matcher.find()) {
      throw new IllegalArgumentException("The heap's line is not there");
    }
    return new HeapPeak(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)),
        Long.parseLong(matcher.group(3)),
        Long.parseLong(matcher.group(4)));
  }

  /** The line that {@link #parse} finds. */
  @Override
  public String toString() {
    return "heap limit=%d used=%d live=%d collections=%d".formatted(limit, used, live, collections);
  }
}
