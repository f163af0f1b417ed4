package dev.refloat.backup;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;

/**
 * The objects of a collection that were found as its meta says, in the order of their keys. Only
 * what the meta does not say is held, which is their ETags; each object is made when it is come to.
 */
final class FoundObjects extends AbstractCollection<SourceObject> {
  private final ExpectedObjects expected;
  private final List<ETagList> eTags;

  /**
   * @param expected those of the collection
   * @param eTags one for each of them, in the same order
   */
  FoundObjects(ExpectedObjects expected, List<ETagList> eTags) {
    this.expected = expected;
    this.eTags = List.copyOf(eTags);
  }

  @Override
  public int size() {
    return eTags.stream().mapToInt(ETagList::size).sum();
  }

  @Override
  public Iterator<SourceObject> iterator() {
    Iterator<ExpectedObject> objects = expected.iterator();
    return new Iterator<>() {
      private int list;
      private int index;

      @Override
      public boolean hasNext() {
        return objects.hasNext();
      }

      @Override
      public SourceObject next() {
        ExpectedObject object = objects.next();
        while (index == eTags.get(list).size()) {
          list++;
          index = 0;
        }
        return object.found(eTags.get(list).get(index++));
      }
    };
  }
}
