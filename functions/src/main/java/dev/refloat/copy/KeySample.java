package dev.refloat.copy;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How many keys there are of a kind, and the first of them in the order of keys: a message names
 * {@value #NAMED}, the same whatever was looked at first.
 */
final class KeySample {
  static final int NAMED = 20;

  private final NavigableSet<String> first = new TreeSet<>(KeyOrder.UTF_8);
  private long count;

  void add(String key) {
    count++;
    keep(key);
  }

  /** Of other keys. */
  void addAll(KeySample other) {
    count += other.count;
    other.first.forEach(this::keep);
  }

  private void keep(String key) {
    first.add(key);
    if (first.size() > NAMED) {
      first.removeLast();
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
