package dev.refloat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.DatabaseMeta;
import dev.refloat.backup.LoadState;
import dev.refloat.backup.LogMeta;
import dev.refloat.backup.PartitionMeta;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.cluster.CatalogueEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the meta of a backup with that of a cluster that was restored from it, field by field.
 * What a restore changes is allowed for and nothing else: ids are new ones, of which the catalogue
 * tells those of segments; groups are gone; shards have a limit; names are the destinations';
 * properties that are never restored are not there; sizes are those of the files.
 */
public final class MetaEquality {
  private static final Set<String> LEFT_OUT = Set.of("collection.ttl.seconds");

  private final Map<String, CatalogueEntry> entries;
  private final int shardLimit;
  private final Map<Long, Long> sourceSegments = new HashMap<>();

  /**
   * @param entries the catalogue of the restored cluster, by {@code database.collection} in the
   *     backup
   * @param shardLimit of the cluster
   */
  public MetaEquality(Map<String, CatalogueEntry> entries, int shardLimit) {
    this.entries = entries;
    this.shardLimit = shardLimit;
    entries
        .values()
        .forEach(
            entry ->
                entry
                    .segments()
                    .forEach(
                        s ->
                            sourceSegments.put(
                                Long.parseLong(s.segmentId()),
                                Long.parseLong(s.sourceSegmentId()))));
  }

  /** Fails with what differs. */
  public void assertSame(BackupMeta original, BackupMeta restored) {
    assertThat(restored.collections()).hasSameSizeAs(original.collections());
    Map<Long, CollectionMeta> byId =
        restored.collections().stream()
            .collect(Collectors.toMap(CollectionMeta::collectionId, Function.identity()));
    for (CollectionMeta collection : original.collections()) {
      CatalogueEntry entry = entries.get(collection.qualifiedName());
      assertThat(entry).as(collection.qualifiedName()).isNotNull();
      CollectionMeta after = byId.get(Long.parseLong(entry.collectionId()));
      assertThat(after).as(collection.qualifiedName()).isNotNull();
      assertSame(collection, after, entry);
    }
    assertThat(restored.milvusVersion()).isEqualTo(original.milvusVersion());
    assertThat(restored.size())
        .isEqualTo(restored.collections().stream().mapToLong(CollectionMeta::size).sum());
    assertThat(restored.warnings()).isEmpty();
    assertDatabases(original, restored);
  }

  private static void assertDatabases(BackupMeta original, BackupMeta restored) {
    if (original.databases().isEmpty()) {
      assertThat(restored.databases())
          .extracting(DatabaseMeta::name)
          .containsExactlyInAnyOrderElementsOf(
              restored.collections().stream().map(CollectionMeta::dbName).distinct().toList());
    } else {
      assertThat(restored.databases()).containsExactlyInAnyOrderElementsOf(original.databases());
    }
  }

  private void assertSame(CollectionMeta before, CollectionMeta after, CatalogueEntry entry) {
    String name = before.qualifiedName();
    assertThat(after.dbName()).as(name).isEqualTo(entry.dbName());
    assertThat(after.name()).as(name).isEqualTo(entry.collectionName());
    assertThat(after.description()).as(name).isEqualTo(before.description());
    assertThat(after.schema()).as(name).isEqualTo(schema(before.schema(), after.name()));
    assertThat(after.shards())
        .as(name)
        .isEqualTo(Math.min(Math.max(1, before.shards()), shardLimit));
    assertThat(after.consistencyLevel()).as(name).isEqualTo(before.consistencyLevel());
    assertThat(after.loadState()).as(name).isEqualTo(loadState(before.loadState()));
    assertThat(after.backupTimestamp()).as(name).isEqualTo(before.backupTimestamp());
    assertThat(after.indexes()).as(name).isEqualTo(before.indexes());
    assertThat(after.aliases()).as(name).isEqualTo(before.aliases());
    assertThat(after.channelCheckpoints()).as(name).isEqualTo(before.channelCheckpoints());
    Map<String, String> properties = new HashMap<>(before.properties());
    properties.keySet().removeAll(LEFT_OUT);
    assertThat(after.properties()).as(name).isEqualTo(properties);
    assertThat(after.size()).as(name).isEqualTo(files(before.segments().toList()));
    assertThat(after.partitions()).as(name).hasSameSizeAs(before.partitions());
    for (int i = 0; i < before.partitions().size(); i++) {
      assertSame(name, before.partitions().get(i), after.partitions().get(i), after);
    }
    assertSegments(
        name, before.l0Segments(), after.l0Segments(), after, SegmentMeta.ALL_PARTITIONS);
  }

  private static JsonNode schema(JsonNode before, String name) {
    ObjectNode expected = before.deepCopy();
    if (expected.has("name")) {
      expected.put("name", name);
    }
    if (expected.path("properties") instanceof ArrayNode properties) {
      properties.removeIf(pair -> LEFT_OUT.contains(pair.path("key").asText()));
    }
    return expected;
  }

  private void assertSame(
      String collection, PartitionMeta before, PartitionMeta after, CollectionMeta in) {
    String name = collection + "/" + before.name();
    assertThat(after.name()).as(name).isEqualTo(before.name());
    assertThat(after.collectionId()).as(name).isEqualTo(in.collectionId());
    assertThat(after.loadState()).as(name).isEqualTo(loadState(before.loadState()));
    assertThat(after.size()).as(name).isEqualTo(files(before.segments()));
    assertSegments(name, before.segments(), after.segments(), in, after.partitionId());
  }

  private void assertSegments(
      String name,
      List<SegmentMeta> before,
      List<SegmentMeta> after,
      CollectionMeta in,
      long partitionId) {
    assertThat(after).as(name).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      SegmentMeta was = before.get(i);
      SegmentMeta is = after.get(i);
      String segment = name + "/" + was.segmentId();
      assertThat(sourceSegments.get(is.segmentId())).as(segment).isEqualTo(was.segmentId());
      assertThat(is.collectionId()).as(segment).isEqualTo(in.collectionId());
      assertThat(is.partitionId()).as(segment).isEqualTo(partitionId);
      assertThat(is.rows()).as(segment).isEqualTo(was.rows());
      assertThat(is.size()).as(segment).isEqualTo(files(List.of(was)));
      assertThat(is.groupId()).as(segment).isEmpty();
      assertThat(is.l0()).as(segment).isEqualTo(was.l0());
      assertThat(is.vChannel()).as(segment).isEqualTo(was.vChannel());
      assertThat(is.storageVersion()).as(segment).isEqualTo(was.storageVersion());
      assertThat(ordered(is.insertLogs())).as(segment).isEqualTo(ordered(was.insertLogs()));
      assertThat(ordered(is.deltaLogs())).as(segment).isEqualTo(ordered(was.deltaLogs()));
    }
  }

  private static List<LogMeta> ordered(List<LogMeta> logs) {
    return logs.stream()
        .sorted(Comparator.comparingLong(LogMeta::fieldId).thenComparing(LogMeta::logId))
        .toList();
  }

  private static long files(List<SegmentMeta> segments) {
    return segments.stream()
        .flatMap(
            s -> java.util.stream.Stream.concat(s.insertLogs().stream(), s.deltaLogs().stream()))
        .mapToLong(LogMeta::size)
        .sum();
  }

  /** What was being loaded is wanted in memory. */
  private static LoadState loadState(LoadState before) {
    return before == LoadState.LOADING ? LoadState.LOADED : before;
  }
}
