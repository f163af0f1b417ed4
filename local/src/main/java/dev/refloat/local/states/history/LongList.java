package dev.refloat.local.states.history;

import java.util.Arrays;

/** A growing list of longs: positions of records, of which a long execution has many. */
final class LongList {

  private long[] values = new long[8];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long[] slice(int from, int to) {
    return Arrays.copyOfRange(values, from, to);
  }
}
