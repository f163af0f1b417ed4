package dev.refloat.backup;

import dev.refloat.platform.RangedListing;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks one range of the key space, listed in order, along the objects expected in it, in the same
 * order: each side is seen once and neither is searched.
 */
final class RangeComparison implements RangedListing.Sink {
  private final List<ExpectedObject> expected;
  private final List<SourceObject> found = new ArrayList<>();
  private final Discrepancies discrepancies = new Discrepancies();
  private int next;

  /**
   * @param expected ordered by key
   */
  RangeComparison(List<ExpectedObject> expected) {
    this.expected = expected;
  }

  @Override
  public void listed(String key, long size, String eTag) {
    while (next < expected.size() && expected.get(next).key().compareTo(key) < 0) {
      discrepancies.missing(expected.get(next++).key());
    }
    if (next == expected.size() || !expected.get(next).key().equals(key)) {
      if (!isFolder(key, size)) {
        discrepancies.surplus(key);
      }
      return;
    }
    ExpectedObject object = expected.get(next++);
    if (object.log().size() == size) {
      found.add(object.found(eTag));
    } else {
      discrepancies.wrongSize(key, object.log().size(), size);
    }
  }

  /** To be called when nothing more is listed in the range. */
  void end() {
    while (next < expected.size()) {
      discrepancies.missing(expected.get(next++).key());
    }
  }

  List<SourceObject> found() {
    return found;
  }

  Discrepancies discrepancies() {
    return discrepancies;
  }

  /** Consoles write such an object for an empty folder. It holds nothing. */
  private static boolean isFolder(String key, long size) {
    return size == 0 && key.endsWith("/");
  }
}
