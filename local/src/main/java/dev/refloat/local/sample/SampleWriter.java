package dev.refloat.local.sample;

import dev.refloat.local.sample.CollectionSpec.Database;
import dev.refloat.local.sample.CollectionSpec.IndexSpec;
import dev.refloat.local.sample.CollectionSpec.PartitionSpec;
import dev.refloat.local.sample.CollectionSpec.SegmentSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a cluster backup: the logs, then the level files, then {@code full_meta.json}, whose
 * existence says that the backup is finished.
 */
public final class SampleWriter {
  private static final String MILVUS_VERSION = "v2.6.0";

  /**
   * What milvus-backup has left in the deprecated field since it keeps the state of a running
   * backup elsewhere.
   */
  private static final int STATE_CODE = 0;

  private final SampleOptions options;
  private final Sink sink;
  private final Ids ids;
  private final SegmentWriter segments;

  private SampleWriter(SampleOptions options, Sink sink) {
    this.options = options;
    this.sink = sink;
    this.ids = new Ids(options.seed());
    this.segments = new SegmentWriter(sink, ids, options.seed());
  }

  /**
   * Writes the backup and returns when all of it is in the sink.
   *
   * @throws IOException when the sink fails; then there is no {@code full_meta.json}
   */
  public static SampleSummary write(SampleOptions options, Sink sink) throws IOException {
    return new SampleWriter(options, sink).write();
  }

  private SampleSummary write() throws IOException {
    String id = ids.uuid();
    List<Meta.Collection> collections = collections();
    Meta.Backup backup =
        new Meta.Backup(
            id,
            STATE_CODE,
            options.name(),
            collections,
            collections.stream().mapToLong(Meta.Collection::size).sum(),
            MILVUS_VERSION,
            SampleRbac.of(options.seed()),
            databases(),
            List.of(channel(0)));
    writeMeta(backup);
    return new SampleSummary(
        options.name(), collections.stream().map(SampleWriter::summary).toList());
  }

  private List<Meta.Collection> collections() throws IOException {
    List<Meta.Collection> written = new ArrayList<>();
    for (CollectionSpec spec : SampleCollections.small()) {
      written.add(collection(spec));
    }
    int objects = written.stream().mapToInt(collection -> logs(collection).size()).sum();
    if (options.objects() > objects) {
      written.add(collection(SampleCollections.manyObjects(options.objects() - objects)));
    }
    long bytes = written.stream().mapToLong(Meta.Collection::size).sum();
    if (options.bytes() > bytes) {
      written.add(collection(SampleCollections.largeObjects(options.bytes() - bytes)));
    }
    return written;
  }

  private Meta.Collection collection(CollectionSpec spec) throws IOException {
    long id = ids.next();
    List<String> channels =
        IntStream.range(0, spec.shards())
            .mapToObj(shard -> channel(shard) + "_" + id + "v" + shard)
            .toList();
    List<Meta.Partition> partitions = new ArrayList<>();
    long row = 0;
    for (PartitionSpec partition : spec.partitions()) {
      partitions.add(partition(spec, id, partition, row, channels));
      row += partition.segments().stream().mapToInt(SegmentSpec::rows).sum();
    }
    List<Meta.Segment> l0 =
        spec.deletes() == 0
            ? List.of()
            : List.of(
                segments.write(
                    spec,
                    id,
                    LogKeys.ALL_PARTITIONS,
                    SegmentSpec.deletesOnly(spec.deletes()),
                    0,
                    channels.getFirst()));
    long size =
        partitions.stream().mapToLong(Meta.Partition::size).sum()
            + l0.stream().mapToLong(Meta.Segment::size).sum();
    Map<String, String> checkpoints = new TreeMap<>();
    channels.forEach(channel -> checkpoints.put(channel, "CAAQABgAIAA="));
    return new Meta.Collection(
        ids.uuid(),
        id,
        spec.database().text,
        spec.schema().name(),
        spec.schema(),
        spec.shards(),
        spec.consistency(),
        partitions,
        Timestamps.BACKED_UP,
        size,
        !spec.indexes().isEmpty(),
        spec.indexes().stream().map(this::index).toList(),
        spec.loadState(),
        Timestamps.BACKED_UP_SECONDS,
        checkpoints,
        l0,
        spec.properties(),
        spec.database().id,
        Timestamps.INSERTED,
        channels,
        IntStream.range(0, spec.shards()).mapToObj(SampleWriter::channel).toList(),
        spec.aliases());
  }

  private Meta.Partition partition(
      CollectionSpec collection,
      long collectionId,
      PartitionSpec spec,
      long firstRow,
      List<String> channels)
      throws IOException {
    long id = ids.next();
    List<Meta.Segment> written = new ArrayList<>();
    long row = firstRow;
    for (SegmentSpec segment : spec.segments()) {
      String channel = channels.get(written.size() % channels.size());
      written.add(segments.write(collection, collectionId, id, segment, row, channel));
      row += segment.rows();
    }
    long size = written.stream().mapToLong(Meta.Segment::size).sum();
    return new Meta.Partition(id, spec.name(), collectionId, written, size, collection.loadState());
  }

  private Meta.Index index(IndexSpec spec) {
    Map<String, String> params = new TreeMap<>(spec.params());
    params.put("index_type", spec.type());
    return new Meta.Index(spec.field(), spec.field() + "_idx", spec.type(), params, ids.next());
  }

  private static List<Meta.Database> databases() {
    return Arrays.stream(Database.values())
        .map(
            database ->
                new Meta.Database(
                    database.text,
                    database.id,
                    database == Database.MEDIA
                        ? List.of(new Meta.KeyValue("database.max.collections", "100"))
                        : List.of()))
        .toList();
  }

  private static String channel(int shard) {
    return "by-dev-rootcoord-dml_" + shard;
  }

  private void writeMeta(Meta.Backup backup) throws IOException {
    List<Meta.Collection> collections = backup.collectionBackups();
    List<Meta.Partition> partitions =
        collections.stream().flatMap(collection -> collection.partitionBackups().stream()).toList();
    put("backup_meta.json", backup.head());
    put(
        "collection_meta.json",
        new Meta.Level<>(collections.stream().map(Meta.Collection::withoutSegments).toList()));
    put(
        "partition_meta.json",
        new Meta.Level<>(partitions.stream().map(Meta.Partition::withoutSegments).toList()));
    put(
        "segment_meta.json",
        new Meta.Level<>(
            partitions.stream()
                .flatMap(partition -> partition.segmentBackups().stream())
                .toList()));
    // The marker must not exist before what it vouches for.
    sink.flush();
    put("full_meta.json", backup);
    sink.flush();
  }

  private void put(String file, Object message) throws IOException {
    sink.put("meta/" + file, Content.of(Meta.json(message)));
  }

  private static SampleSummary.Collection summary(Meta.Collection collection) {
    return new SampleSummary.Collection(
        collection.dbName(),
        collection.collectionName(),
        collection.collectionId(),
        segments(collection).mapToLong(Meta.Segment::numOfRows).sum(),
        collection.size(),
        collection.loadState(),
        collection.shardsNum(),
        collection.partitionBackups().stream().map(Meta.Partition::partitionName).toList(),
        Math.toIntExact(segments(collection).count()),
        logs(collection));
  }

  private static List<LogObject> logs(Meta.Collection collection) {
    return segments(collection).flatMap(segment -> LogKeys.of(segment).stream()).toList();
  }

  private static Stream<Meta.Segment> segments(Meta.Collection collection) {
    return Stream.concat(
        collection.partitionBackups().stream()
            .flatMap(partition -> partition.segmentBackups().stream()),
        collection.l0Segments().stream());
  }
}
