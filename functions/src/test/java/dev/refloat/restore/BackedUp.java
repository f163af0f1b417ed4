package dev.refloat.restore;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.ConsistencyLevel;
import dev.refloat.backup.IndexMeta;
import dev.refloat.backup.LoadState;
import dev.refloat.backup.LogKind;
import dev.refloat.backup.LogMeta;
import dev.refloat.backup.PartitionMeta;
import dev.refloat.backup.SegmentMeta;
import dev.refloat.backup.SourceObject;
import dev.refloat.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A backed-up collection with two partitions, 21 with the segments 31 and 32 and 22 with none, and
 * the deletes of all partitions in segment 33.
 */
final class BackedUp {
  static final JsonNode SCHEMA = Json.tree("{\"name\":\"films\",\"fields\":[]}");

  static final long BACKUP_TIMESTAMP = 442_962_035_343_360L;

  private BackedUp() {}

  static CollectionMeta films() {
    return films(2, LoadState.LOADED);
  }

  static CollectionMeta films(int shards, LoadState loadState) {
    return new CollectionMeta(
        11,
        "media",
        "films",
        "about films",
        SCHEMA,
        shards,
        ConsistencyLevel.SESSION,
        loadState,
        BACKUP_TIMESTAMP,
        100,
        List.of(
            new PartitionMeta(
                21, 11, "_default", loadState, 90, List.of(segment(31, 21, 7), segment(32, 21, 5))),
            new PartitionMeta(22, 11, "empty", loadState, 0, List.of())),
        List.of(deletes(33)),
        List.of(new IndexMeta("vector", "vector_idx", "HNSW", 41, Map.of("M", "8"))),
        Map.of("mmap.enabled", "true", "collection.ttl.seconds", "60"),
        List.of("movies"),
        Map.of("by-dev-rootcoord-dml_0_11v0", "CAAQABgAIAA="));
  }

  /** In the order of the keys that they would have. */
  static CollectionObjects objects(CollectionMeta meta) {
    return new CollectionObjects(
        meta,
        List.of(
            object(LogKind.DELTA, SegmentMeta.ALL_PARTITIONS, 33, LogMeta.NO_FIELD, "900", 1),
            object(LogKind.DELTA, 21, 32, LogMeta.NO_FIELD, "904", 5),
            object(LogKind.INSERT, 21, 31, 100, "901", 2),
            object(LogKind.INSERT, 21, 31, 101, "902", 3),
            object(LogKind.INSERT, 21, 32, 100, "903", 4)));
  }

  private static SourceObject object(
      LogKind kind, long partition, long segment, long field, String log, long size) {
    return new SourceObject(
        kind, partition, segment, field, log, "backup/" + log, size, "\"" + log + "\"");
  }

  private static SegmentMeta segment(long id, long partition, long rows) {
    return new SegmentMeta(
        id,
        11,
        partition,
        rows,
        45,
        OptionalLong.empty(),
        false,
        "v-channel",
        2,
        List.of(new LogMeta(100, "1", 20), new LogMeta(101, "2", 20)),
        List.of(new LogMeta(LogMeta.NO_FIELD, "3", 5)));
  }

  private static SegmentMeta deletes(long id) {
    return new SegmentMeta(
        id,
        11,
        SegmentMeta.ALL_PARTITIONS,
        25,
        10,
        OptionalLong.empty(),
        true,
        "v-channel",
        0,
        List.of(),
        List.of(new LogMeta(LogMeta.NO_FIELD, "900", 10)));
  }
}
