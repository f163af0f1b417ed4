package dev.refloat.copy;

/** One request of a batch: a whole object, or a range of one. */
public sealed interface CopyItem permits CopyItem.WholeItem, CopyItem.RangeItem {
  PlannedObject object();

  /** Bytes that this item copies. */
  long bytes();

  /** Objects that count as copied with this item: an object in ranges counts with its first. */
  int objects();

  record WholeItem(PlannedObject object) implements CopyItem {
    @Override
    public long bytes() {
      return object.size();
    }

    @Override
    public int objects() {
      return 1;
    }
  }

  /**
   * A range.
   *
   * @param number of the object's line in {@code objects.jsonl}, from 0
   */
  record RangeItem(PlannedObject object, long number, ByteRange range) implements CopyItem {
    @Override
    public long bytes() {
      return range.length();
    }

    @Override
    public int objects() {
      return range.part() == 1 ? 1 : 0;
    }
  }
}
