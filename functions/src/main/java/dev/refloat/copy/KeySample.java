package dev.refloat.copy;

import java.util.ArrayList;
import java.util.List;

/** How many keys there are of a kind, and the first of them: a message names {@value #NAMED}. */
final class KeySample {
  static final int NAMED = 20;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String key) {
    if (count++ < NAMED) {
      first.add(key);
    }
  }

  long count() {
    return count;
  }

  @Override
  public String toString() {
    String keys = String.join(", ", first);
    return count > NAMED ? keys + " and " + (count - NAMED) + " more" : keys;
  }
}
