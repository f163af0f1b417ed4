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
  private final boolean keeping;
  private int next;

  /**
   * @param expected ordered by key
   * @param keeping whether what is found is to be kept
   */
  RangeComparison(List<ExpectedObject> expected, boolean keeping) {
    this.expected = expected;
    this.keeping = keeping;
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
    if (object.log().size() != size) {
      discrepancies.wrongSize(key, object.log().size(), size);
    } else if (keeping) {
      found.add(object.found(eTag));
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
