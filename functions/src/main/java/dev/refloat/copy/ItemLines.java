package dev.refloat.copy;

import java.util.Arrays;

/**
 * The lines of the items of a {@link BatchPlanner}'s window, one behind the other. A batch takes
 * them from all over the window: as objects of their own they would lie so far apart that fetching
 * them takes longer than making them.
 */
final class ItemLines {
  /** Stands for the object of an item that is copied whole. */
  static final long WHOLE = -1;

  private static final int FIRST_ITEMS = 16;
  private static final int FIRST_BYTES = 4_096;

  private byte[] text = new byte[FIRST_BYTES];
  private int[] ends = new int[FIRST_ITEMS];
  private long[] objects = new long[FIRST_ITEMS];

  /**
   * Puts a line at a place, and forgets what is behind it.
   *
   * @param place 0, or one behind a place that has one
   * @param object the number of its object where the item is a range of one, or {@link #WHOLE}
   */
  void put(int place, byte[] line, long object) {
    if (place == ends.length) {
      ends = Arrays.copyOf(ends, 2 * place);
      objects = Arrays.copyOf(objects, 2 * place);
    }
    int from = from(place);
    int end = from + line.length;
    if (end > text.length) {
      text = Arrays.copyOf(text, Math.max(end, 2 * text.length));
    }
    System.arraycopy(line, 0, text, from, line.length);
    ends[place] = end;
    objects[place] = object;
  }

  private int from(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }

  void write(int place, S3Output output) {
    int from = from(place);
    output.line(text, from, ends[place] - from);
  }

  /** How many objects there are of which one of the places has a range. */
  long objectsInRanges(int[] places) {
    return Arrays.stream(places)
        .mapToLong(place -> objects[place])
        .filter(object -> object != WHOLE)
        .distinct()
        .count();
  }
}
