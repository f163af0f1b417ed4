package dev.refloat.restore;

import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.FolderOrder;
import dev.refloat.backup.PartitionMeta;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.cluster.DataLayout;
import java.util.Arrays;
import java.util.List;

/**
 * The ids that a collection, its partitions and its segments get, from a block that nobody else
 * has. Given out in the order in which S3 lists the folders of the backup, so that it lists those
 * of the cluster in the same order.
 */
final class NewIds {
  private final long collectionId;
  private final Renumbered partitions;
  private final Renumbered segments;
  private final boolean keepOrder;

  /**
   * Gives out {@link #needed} ids.
   *
   * @param first of the block
   */
  NewIds(CollectionMeta meta, long first) {
    collectionId = first;
    long[] partitionIds =
        meta.partitions().stream()
            .map(PartitionMeta::partitionId)
            .sorted(FolderOrder::compareIds)
            .mapToLong(Long::longValue)
            .toArray();
    List<SegmentMeta> ordered = meta.segments().sorted(FolderOrder.BY_KEY).toList();
    partitions = new Renumbered(partitionIds, first + 1);
    segments =
        new Renumbered(
            ordered.stream().mapToLong(SegmentMeta::segmentId).toArray(),
            first + 1 + partitionIds.length);
    long end = first + needed(meta);
    keepOrder =
        FolderOrder.digits(first) == FolderOrder.digits(end) && !anyContainsTheNext(ordered);
  }

  private static boolean anyContainsTheNext(List<SegmentMeta> ordered) {
    for (int i = 1; i < ordered.size(); i++) {
      if (FolderOrder.contains(ordered.get(i - 1), ordered.get(i))) {
        return true;
      }
    }
    return false;
  }

  static long needed(CollectionMeta meta) {
    return 1 + meta.partitions().size() + meta.segments().count();
  }

  /**
   * Whether the files of the backup, in the order of their keys, are in the order of their new keys
   * too. Not where ids of the block have different numbers of digits, or folders of the backup lie
   * in each other.
   */
  boolean keepOrder() {
    return keepOrder;
  }

  String collection() {
    return Long.toString(collectionId);
  }

  /** Deletes of all partitions stay under the id that says so. */
  String partition(long sourceId) {
    return sourceId == SegmentMeta.ALL_PARTITIONS
        ? DataLayout.ALL_PARTITIONS
        : Long.toString(partitions.of(sourceId));
  }

  String segment(long sourceId) {
    return Long.toString(segments.of(sourceId));
  }

  /** Ids, and for each its place in an order. Arrays, since there are a million segments. */
  private static final class Renumbered {
    private final long[] sources;
    private final int[] places;
    private final long first;

    Renumbered(long[] ordered, long first) {
      this.first = first;
      this.sources = ordered.clone();
      Arrays.sort(sources);
      this.places = new int[ordered.length];
      for (int place = 0; place < ordered.length; place++) {
        places[Arrays.binarySearch(sources, ordered[place])] = place;
      }
    }

    long of(long source) {
      int index = Arrays.binarySearch(sources, source);
      if (index < 0) {
        throw new IllegalArgumentException("The meta does not name this id");
      }
      return first + places[index];
    }
  }
}
