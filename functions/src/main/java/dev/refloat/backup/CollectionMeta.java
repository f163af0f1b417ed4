package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection in a backup.
 *
 * @param dbName {@value #DEFAULT_DATABASE} where the meta names none
 * @param schema as the writer wrote it; not to be changed
 * @param backupTimestamp hybrid time up to which writes are in the backup: milliseconds since 1970
 *     in the bits above the lowest 18
 * @param size bytes of its segments, L0 included
 * @param l0Segments deletes that concern all partitions; an L0 segment of one partition is in it
 * @param channelCheckpoints positions in the source cluster's channels, as its writer encoded them
 */
public record CollectionMeta(
    long collectionId,
    String dbName,
    String name,
    String description,
    JsonNode schema,
    int shards,
    ConsistencyLevel consistencyLevel,
    LoadState loadState,
    long backupTimestamp,
    long size,
    List<PartitionMeta> partitions,
    List<SegmentMeta> l0Segments,
    List<IndexMeta> indexes,
    Map<String, String> properties,
    List<String> aliases,
    Map<String, String> channelCheckpoints) {
  public static final String DEFAULT_DATABASE = "default";

  static final CollectionMeta NONE =
      of(0, null, null, null, 0, 0, null, 0, 0, null, null, null, null, null, null);

  public CollectionMeta {
    partitions = List.copyOf(partitions);
    l0Segments = List.copyOf(l0Segments);
    indexes = List.copyOf(indexes);
    aliases = List.copyOf(aliases);
  }

  @JsonCreator
  static CollectionMeta of(
      @JsonProperty("collection_id") long collectionId,
      @JsonProperty("db_name") @Nullable String dbName,
      @JsonProperty("collection_name") @Nullable String name,
      @JsonProperty("schema") @Nullable JsonNode schema,
      @JsonProperty("shards_num") int shards,
      @JsonProperty("consistency_level") int consistencyLevel,
      @JsonProperty("load_state") @Nullable String loadState,
      @JsonProperty("backup_timestamp") long backupTimestamp,
      @JsonProperty("size") long size,
      @JsonProperty("partition_backups") @Nullable List<@Nullable PartitionMeta> partitions,
      @JsonProperty("l0_segments") @Nullable List<@Nullable SegmentMeta> l0Segments,
      @JsonProperty("index_infos") @Nullable List<@Nullable IndexMeta> indexes,
      @JsonProperty("properties") @Nullable List<Wire.@Nullable Pair> properties,
      @JsonProperty("aliases") @Nullable List<@Nullable JsonNode> aliases,
      @JsonProperty("channel_checkpoints")
          @Nullable Map<String, @Nullable String> channelCheckpoints) {
    JsonNode known = schema == null ? JsonNodeFactory.instance.objectNode() : Wire.tree(schema);
    return new CollectionMeta(
        collectionId,
        dbName == null || dbName.isEmpty() ? DEFAULT_DATABASE : dbName,
        Wire.text(name),
        known.path("description").asText(""),
        known,
        shards,
        ConsistencyLevel.of(consistencyLevel),
        LoadState.ofMeta(loadState),
        backupTimestamp,
        size,
        Wire.list(partitions, PartitionMeta.NONE),
        Wire.list(l0Segments, SegmentMeta.NONE).stream().map(SegmentMeta::ofAllPartitions).toList(),
        Wire.list(indexes, IndexMeta.NONE),
        Wire.pairs(properties),
        Wire.texts(aliases),
        Wire.map(channelCheckpoints));
  }

  /** {@code database.collection}, as messages name it. */
  public String qualifiedName() {
    return dbName + "." + name;
  }

  public List<FieldMeta> fields() {
    return FieldMeta.fieldsOf(schema);
  }

  /** Those of the partitions, then those of all partitions. */
  public Stream<SegmentMeta> segments() {
    return Stream.concat(
        partitions.stream().flatMap(p -> p.segments().stream()), l0Segments.stream());
  }

  /** Rows before deletes: an L0 segment has none, whatever its own count of deletes says. */
  public long rows() {
    return segments().filter(s -> !s.l0()).mapToLong(SegmentMeta::rows).sum();
  }

  /** Files that it has, as the meta lists them. */
  public long logs() {
    return segments().mapToLong(s -> (long) s.insertLogs().size() + s.deltaLogs().size()).sum();
  }

  CollectionMeta with(List<PartitionMeta> found, List<SegmentMeta> ofAllPartitions) {
    long total =
        found.stream().mapToLong(PartitionMeta::size).sum()
            + ofAllPartitions.stream().mapToLong(SegmentMeta::size).sum();
    return new CollectionMeta(
        collectionId,
        dbName,
        name,
        description,
        schema,
        shards,
        consistencyLevel,
        loadState,
        backupTimestamp,
        total,
        found,
        ofAllPartitions,
        indexes,
        properties,
        aliases,
        channelCheckpoints);
  }
}
