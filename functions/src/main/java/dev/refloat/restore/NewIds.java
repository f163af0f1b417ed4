package dev.refloat.restore;

import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.PartitionMeta;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.cluster.DataLayout;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids that a collection, its partitions and its segments get. Given out in the order of the
 * meta from a block that nobody else has.
 */
final class NewIds {
  private final long collectionId;
  private final Map<Long, Long> partitions = new HashMap<>();
  private final Map<Long, Long> segments = new HashMap<>();

  /**
   * Gives out {@link #needed} ids.
   *
   * @param first of the block
   */
  NewIds(CollectionMeta meta, long first) {
    long next = first;
    collectionId = next++;
    for (PartitionMeta partition : meta.partitions()) {
      partitions.put(partition.partitionId(), next++);
    }
    for (SegmentMeta segment : meta.segments().toList()) {
      segments.put(segment.segmentId(), next++);
    }
  }

  static long needed(CollectionMeta meta) {
    return 1 + meta.partitions().size() + meta.segments().count();
  }

  String collection() {
    return Long.toString(collectionId);
  }

  /** Deletes of all partitions stay under the id that says so. */
  String partition(long sourceId) {
    return sourceId == SegmentMeta.ALL_PARTITIONS
        ? DataLayout.ALL_PARTITIONS
        : Long.toString(known(partitions, sourceId));
  }

  String segment(long sourceId) {
    return Long.toString(known(segments, sourceId));
  }

  private static long known(Map<Long, Long> ids, long sourceId) {
    Long id = ids.get(sourceId);
    if (id == null) {
      throw new IllegalArgumentException("The meta does not name this id");
    }
    return id;
  }
}
