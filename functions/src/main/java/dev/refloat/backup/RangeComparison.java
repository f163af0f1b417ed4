package dev.refloat.backup;

import dev.refloat.platform.RangedListing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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

  private final List<Found> found = new ArrayList<>();
  private final Discrepancies discrepancies = new Discrepancies();
  private final boolean keeping;
  private Iterator<ExpectedObject> expected;

  /** One that was come to before its time. */
  private @Nullable ExpectedObject ahead;

  /**
   * @param expected ordered by key; gone through when the range is listed
   * @param keeping whether what is found is to be kept
   */
  RangeComparison(Iterable<ExpectedObject> expected, boolean keeping) {
    this.expected = expected.iterator();
    this.keeping = keeping;
  }

  @Override
  public void listed(String key, long size, String eTag) {
    ExpectedObject object = next();
    int order = compare(object, key);
    while (object != null && order < 0) {
      discrepancies.missing(object.key());
      object = next();
      order = compare(object, key);
    }
    if (object == null || order > 0) {
      ahead = object;
      if (!isFolder(key, size)) {
        discrepancies.surplus(key);
      }
    } else if (object.log().size() != size) {
      discrepancies.wrongSize(key, object.log().size(), size);
    } else if (keeping) {
      keep(object, eTag);
    }
  }

  /** From here on nothing of what was expected is held. */
  @Override
  public void end() {
    for (ExpectedObject object = next(); object != null; object = next()) {
      discrepancies.missing(object.key());
    }
    found.forEach(f -> f.eTags().trim());
    expected = Collections.emptyIterator();
  }

  private @Nullable ExpectedObject next() {
    ExpectedObject next = ahead;
    ahead = null;
    return next == null && expected.hasNext() ? expected.next() : next;
  }

  /** Behind the last comes everything. */
  private static int compare(@Nullable ExpectedObject object, String key) {
    return object == null ? 1 : object.key().compareTo(key);
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
