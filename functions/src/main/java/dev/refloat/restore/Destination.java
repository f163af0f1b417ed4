package dev.refloat.restore;

import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.IndexMeta;
import dev.refloat.backup.LogKind;
import dev.refloat.backup.PartitionMeta;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.backup.SourceObject;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.CatalogueEntry.Partition;
import dev.refloat.cluster.CatalogueEntry.Segment;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.DataLayout;
import dev.refloat.copy.PlannedObject;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one collection of a backup becomes in a cluster: its catalogue entry, and a new key for each
 * object. For one thread.
 */
final class Destination {
  private final Cluster cluster;
  private final CollectionObjects source;
  private final Target target;
  private final NewIds ids;
  private final String milvusVersion;
  private @Nullable Folder folder;

  /** What the new keys of a segment's logs of one kind start with; its logs follow each other. */
  private record Folder(LogKind kind, long partitionId, long segmentId, String path) {
    boolean has(SourceObject object) {
      return object.segmentId() == segmentId
          && object.partitionId() == partitionId
          && object.kind() == kind;
    }
  }

  Destination(
      Cluster cluster, CollectionObjects source, Target target, NewIds ids, String milvusVersion) {
    this.cluster = cluster;
    this.source = source;
    this.target = target;
    this.ids = ids;
    this.milvusVersion = milvusVersion;
  }

  CatalogueEntry entry() {
    CollectionMeta meta = source.meta();
    return new CatalogueEntry(
        cluster.clusterId(),
        ids.collection(),
        target.dbName(),
        target.name(),
        meta.description(),
        target.load().of(meta.loadState()),
        Math.min(Math.max(1, meta.shards()), CuSize.shardLimit(cluster.cuSize())),
        meta.consistencyLevel().name(),
        meta.rows(),
        source.bytes(),
        LeftOut.without(meta.schema()),
        meta.indexes().stream().map(Destination::index).toList(),
        LeftOut.without(meta.properties()),
        meta.aliases(),
        meta.partitions().stream().map(this::partition).toList(),
        segments(meta.l0Segments()),
        meta.backupTimestamp(),
        meta.channelCheckpoints(),
        milvusVersion);
  }

  /**
   * In the order of their new keys, which is the order in which S3 lists them. All keys are ASCII.
   * Made as they are come to; held all at once only where the new ids do not keep the order.
   *
   * @param seen is given each as the backup has it, in the order that it has there
   */
  Stream<PlannedObject> objects(Consumer<SourceObject> seen) {
    Stream<PlannedObject> objects =
        source.objects().stream()
            .map(
                object -> {
                  seen.accept(object);
                  return new PlannedObject(object.key(), key(object), object.size(), object.eTag());
                });
    return ids.keepOrder()
        ? objects
        : objects.sorted(Comparator.comparing(PlannedObject::destination));
  }

  /** In the data bucket. */
  String key(SourceObject object) {
    Folder known = folder;
    if (known == null || !known.has(object)) {
      known = new Folder(object.kind(), object.partitionId(), object.segmentId(), path(object));
      folder = known;
    }
    return object.kind() == LogKind.INSERT
        ? known.path + object.fieldId() + "/" + object.logId()
        : known.path + object.logId();
  }

  private String path(SourceObject object) {
    String partition = ids.partition(object.partitionId());
    String segment = ids.segment(object.segmentId());
    return object.kind() == LogKind.INSERT
        ? DataLayout.insertFolder(cluster.clusterId(), ids.collection(), partition, segment)
        : DataLayout.deltaFolder(cluster.clusterId(), ids.collection(), partition, segment);
  }

  private Partition partition(PartitionMeta meta) {
    return new Partition(
        ids.partition(meta.partitionId()),
        meta.name(),
        target.load().of(meta.loadState()),
        meta.segments().stream().filter(s -> !s.l0()).mapToLong(SegmentMeta::rows).sum(),
        meta.size(),
        segments(meta.segments()));
  }

  /** Each is made when it is come to: the entry is written once, and can have a million of them. */
  private List<Segment> segments(List<SegmentMeta> metas) {
    return new AbstractList<>() {
      @Override
      public Segment get(int index) {
        return segment(metas.get(index));
      }

      @Override
      public int size() {
        return metas.size();
      }
    };
  }

  private Segment segment(SegmentMeta meta) {
    return new Segment(
        ids.segment(meta.segmentId()),
        Long.toString(meta.segmentId()),
        meta.l0() ? Segment.L0 : Segment.L1,
        meta.rows(),
        meta.size(),
        meta.storageVersion(),
        meta.insertLogs().size() + meta.deltaLogs().size(),
        meta.vChannel());
  }

  private static CatalogueEntry.Index index(IndexMeta meta) {
    return new CatalogueEntry.Index(
        Long.toString(meta.indexId()), meta.fieldName(), meta.name(), meta.type(), meta.params());
  }
}
