package dev.refloat.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.sample.CollectionSpec.Database;
import dev.refloat.local.sample.CollectionSpec.IndexSpec;
import dev.refloat.local.sample.CollectionSpec.PartitionSpec;
import dev.refloat.local.sample.CollectionSpec.SegmentSpec;
import dev.refloat.local.sample.SegmentWriter.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes a cluster backup: the logs, then the level files, then {@code full_meta.json}, whose
 * existence says that the backup is finished.
 */
public final class SampleWriter {
  private static final String MILVUS_VERSION = "v2.6.0";

  /** What a build between two releases called itself. */
  private static final String MILVUS_VERSION_OF_2023 = "3f1a9c2";

  /**
   * What milvus-backup has left in the deprecated field since it keeps the state of a running
   * backup elsewhere.
   */
  private static final int STATE_CODE = 0;

  private final SampleOptions options;
  private final Sink sink;
  private final Ids ids;
  private final SegmentWriter segments;
  private final MetaDialect dialect;

  private SampleWriter(SampleOptions options, Sink sink) {
    this.options = options;
    this.sink = sink;
    this.ids = new Ids(options.seed());
    this.segments = new SegmentWriter(sink, ids, options);
    this.dialect = new MetaDialect(options.shape());
  }

  /**
   * Writes the backup and returns when all of it is in the sink.
   *
   * @throws IOException when the sink fails; then there is no {@code full_meta.json}, as in a shape
   *     that has none
   */
  public static SampleSummary write(SampleOptions options, Sink sink) throws IOException {
    return new SampleWriter(options, sink).write();
  }

  private SampleSummary write() throws IOException {
    boolean old = options.shape().isOf2023();
    String id = ids.uuid();
    List<Meta.Collection> collections = collections();
    Meta.Backup backup =
        new Meta.Backup(
            id,
            STATE_CODE,
            options.name(),
            collections,
            collections.stream().mapToLong(Meta.Collection::size).sum(),
            old ? MILVUS_VERSION_OF_2023 : MILVUS_VERSION,
            old ? null : SampleRbac.of(options.seed(), options.shape()),
            old ? List.of() : databases(),
            List.of(channel(0)));
    writeMeta(backup);
    return SampleSummary.of(options.name(), collections);
  }

  private List<Meta.Collection> collections() throws IOException {
    List<Meta.Collection> written = new ArrayList<>();
    for (CollectionSpec spec : ShapeCollections.of(options.shape())) {
      written.add(collection(spec));
    }
    int objects = SampleSummary.of(options.name(), written).objects();
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
                    SegmentSpec.deletesOnly(spec.deletes()),
                    new Position(id, LogKeys.ALL_PARTITIONS, 0, 0, channels.getFirst())));
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
        loadState(spec),
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
      int index = written.size();
      String channel = channels.get(index % channels.size());
      written.add(
          segments.write(collection, segment, new Position(collectionId, id, index, row, channel)));
      row += segment.rows();
    }
    long size = written.stream().mapToLong(Meta.Segment::size).sum();
    return new Meta.Partition(id, spec.name(), collectionId, written, size, loadState(collection));
  }

  private String loadState(CollectionSpec spec) {
    return options.shape().isOf2023() ? "" : spec.loadState();
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
    put("backup_meta.json", MetaKind.BACKUP, backup.head());
    put(
        "collection_meta.json",
        MetaKind.COLLECTION,
        new Meta.Level<>(collections.stream().map(Meta.Collection::withoutSegments).toList()));
    put(
        "partition_meta.json",
        MetaKind.PARTITION,
        new Meta.Level<>(partitions.stream().map(Meta.Partition::withoutSegments).toList()));
    put(
        "segment_meta.json",
        MetaKind.SEGMENT,
        new Meta.Level<>(
            partitions.stream()
                .flatMap(partition -> partition.segmentBackups().stream())
                .toList()));
    // The marker must not exist before what it vouches for.
    sink.flush();
    if (options.shape().hasFullMeta()) {
      put("full_meta.json", MetaKind.BACKUP, backup);
      sink.flush();
    }
  }

  private void put(String file, MetaKind elements, Object message) throws IOException {
    ObjectNode json = Meta.json(message);
    dialect.apply(elements, json);
    sink.put("meta/" + file, Content.of(json.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
