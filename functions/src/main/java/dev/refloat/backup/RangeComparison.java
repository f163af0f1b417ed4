package dev.refloat.backup;

import dev.refloat.platform.RangedListing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks one range of the key space, listed in order, along the objects expected in it, in the same
 * order: each side is seen once and neither is searched.
 */
final class RangeComparison implements RangedListing.Sink {
  /**
   * ETags of what was found, of objects that follow each other in one collection.
   *
   * @param collection the collection's place in the meta
   */
  record Found(int collection, ETagList eTags) {}

  private final Supplier<List<ExpectedObject>> source;
  private final List<Found> found = new ArrayList<>();
  private final Discrepancies discrepancies = new Discrepancies();
  private final boolean keeping;
  private @Nullable List<ExpectedObject> known;
  private int next;

  /**
   * @param source of what is expected, ordered by key; asked when the range is listed
   * @param keeping whether what is found is to be kept
   */
  RangeComparison(Supplier<List<ExpectedObject>> source, boolean keeping) {
    this.source = source;
    this.keeping = keeping;
  }

  @Override
  public void listed(String key, long size, String eTag) {
    List<ExpectedObject> expected = expected();
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
      keep(object, eTag);
    }
  }

  /** From here on nothing of what was expected is held. */
  @Override
  public void end() {
    List<ExpectedObject> expected = expected();
    while (next < expected.size()) {
      discrepancies.missing(expected.get(next++).key());
    }
    found.forEach(f -> f.eTags().trim());
    known = List.of();
  }

  private List<ExpectedObject> expected() {
    List<ExpectedObject> expected = known;
    if (expected == null) {
      expected = source.get();
      known = expected;
    }
    return expected;
  }

  private void keep(ExpectedObject object, String eTag) {
    if (found.isEmpty() || found.getLast().collection() != object.collection()) {
      found.add(new Found(object.collection(), new ETagList()));
    }
    found.getLast().eTags().add(eTag);
  }

  /** Whole where there are no discrepancies. */
  List<Found> found() {
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
