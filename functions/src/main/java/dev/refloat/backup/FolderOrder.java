package dev.refloat.backup;

import java.util.Comparator;

/**
 * The order in which S3 lists the folders of a collection's segments: by the decimal text of their
 * ids, the partition's first. Behind each id a slash follows, which comes before every digit, so
 * that an id comes before those that it is the beginning of.
 */
public enum FolderOrder implements Comparator<SegmentMeta> {
  BY_KEY;

  @Override
  public int compare(SegmentMeta left, SegmentMeta right) {
    int partitions = compareIds(left.partitionId(), right.partitionId());
    if (partitions != 0) {
      return partitions;
    }
    int middles = compareIds(middle(left), middle(right));
    if (middles != 0) {
      return middles;
    }
    boolean isGrouped = BackupLayout.isGrouped(left);
    return isGrouped == BackupLayout.isGrouped(right)
        ? compareIds(left.segmentId(), right.segmentId())
        : isGrouped ? 1 : -1;
  }

  /** Orders ids by their decimal text. */
  public static int compareIds(long left, long right) {
    return left >= 0 && right >= 0 && digits(left) == digits(right)
        ? Long.compare(left, right)
        : Long.toString(left).compareTo(Long.toString(right));
  }

  /** How many digits the decimal text of a number from 0 on has. */
  public static int digits(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /**
   * Whether {@code inner} has its files among those of {@code outer}, which is the case where both
   * have the same folder, or where the group of the one is the id of the other that has none. No
   * writer makes that.
   */
  public static boolean contains(SegmentMeta outer, SegmentMeta inner) {
    return outer.partitionId() == inner.partitionId()
        && middle(outer) == middle(inner)
        && (!BackupLayout.isGrouped(outer)
            || (BackupLayout.isGrouped(inner) && outer.segmentId() == inner.segmentId()));
  }

  /** What follows the partition. */
  private static long middle(SegmentMeta segment) {
    return BackupLayout.isGrouped(segment) ? segment.groupId().getAsLong() : segment.segmentId();
  }
}
