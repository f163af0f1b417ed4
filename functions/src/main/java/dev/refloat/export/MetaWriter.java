package dev.refloat.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.backup.ConsistencyLevel;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.CatalogueEntry.Partition;
import dev.refloat.cluster.CatalogueEntry.Segment;
import dev.refloat.cluster.DataLayout;
import dev.refloat.cluster.Database;
import dev.refloat.cluster.LoadState;
import dev.refloat.rbac.Rbac;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a {@code full_meta.json}. Sizes are those of the files, and add up. The same catalogue and
 * files give the same bytes.
 */
final class MetaWriter {
  /** What milvus-backup calls a backup that came to a good end. */
  private static final int DONE = 2;

  /** The bits of a hybrid time below its milliseconds. */
  private static final int LOGICAL_BITS = 18;

  private final String clusterId;
  private final Map<String, SegmentFiles> segments;
  private final MetaOutput out;

  MetaWriter(String clusterId, Map<String, SegmentFiles> segments, MetaOutput out) {
    this.clusterId = clusterId;
    this.segments = segments;
    this.out = out;
  }

  /**
   * Writes all of it.
   *
   * @param rbac empty where it is to be without users and roles
   */
  void write(List<CatalogueEntry> entries, List<Database> databases, Optional<Rbac> rbac)
      throws IOException {
    Optional<CatalogueEntry> newest =
        entries.stream().max(Comparator.comparingLong(CatalogueEntry::backupTimestamp));
    out.begin();
    out.text("id", clusterId);
    out.always("state_code", DONE);
    out.text("name", clusterId);
    out.number("backup_timestamp", newest.map(e -> e.backupTimestamp() >> LOGICAL_BITS).orElse(0L));
    out.beginArray("collection_backups");
    long size = 0;
    for (CatalogueEntry entry : entries) {
      size += collection(entry);
    }
    out.endArray();
    out.always("size", size);
    out.text("milvus_version", newest.map(CatalogueEntry::milvusVersion).orElse(""));
    if (rbac.isPresent()) {
      out.raw("rbac_meta", RbacJson.of(rbac.get()));
    }
    out.beginArray("database_backups");
    for (Database database : databases) {
      database(database);
    }
    out.endArray();
    out.end();
    out.finish();
  }

  private void database(Database database) throws IOException {
    out.begin();
    out.text("db_name", database.dbName());
    out.number("db_id", database.sourceDatabaseId());
    out.pairs("properties", database.properties());
    out.end();
  }

  /** Answers its size. */
  private long collection(CatalogueEntry entry) throws IOException {
    out.begin();
    out.text("id", entry.collectionId());
    out.number("collection_id", Long.parseLong(entry.collectionId()));
    out.text("db_name", entry.dbName());
    out.text("collection_name", entry.collectionName());
    out.raw("schema", schema(entry));
    out.number("shards_num", entry.shardsNum());
    out.number("consistency_level", ConsistencyLevel.valueOf(entry.consistencyLevel()).number());
    long size = partitions(entry);
    out.number("backup_timestamp", entry.backupTimestamp());
    indexes(entry);
    out.text("load_state", loadState(entry.loadState()));
    out.map("channel_checkpoints", entry.channelCheckpoints());
    size += segments("l0_segments", entry, DataLayout.ALL_PARTITIONS, entry.l0Segments());
    out.pairs("properties", entry.properties());
    out.texts("aliases", entry.aliases());
    out.always("size", size);
    out.end();
    return size;
  }

  /** As it was, but for the name, which may be another one by now. */
  private static JsonNode schema(CatalogueEntry entry) {
    if (entry.schema().path("name").asText().equals(entry.collectionName())) {
      return entry.schema();
    }
    ObjectNode renamed = entry.schema().deepCopy();
    return renamed.put("name", entry.collectionName());
  }

  private long partitions(CatalogueEntry entry) throws IOException {
    long size = 0;
    out.beginArray("partition_backups");
    for (Partition partition : entry.partitions()) {
      out.begin();
      out.number("partition_id", Long.parseLong(partition.partitionId()));
      out.text("partition_name", partition.partitionName());
      out.number("collection_id", Long.parseLong(entry.collectionId()));
      long bytes =
          segments("segment_backups", entry, partition.partitionId(), partition.segments());
      out.always("size", bytes);
      out.text("load_state", loadState(partition.loadState()));
      out.end();
      size += bytes;
    }
    out.endArray();
    return size;
  }

  private long segments(
      String name, CatalogueEntry entry, String partitionId, List<Segment> inOrder)
      throws IOException {
    long size = 0;
    out.beginArray(name);
    for (Segment segment : inOrder) {
      String path = entry.collectionId() + "/" + partitionId + "/" + segment.segmentId() + "/";
      SegmentFiles files = Objects.requireNonNull(segments.get(path));
      SegmentJson json =
          SegmentJson.of(DataLayout.insertLogs(clusterId), DataLayout.deltaLogs(clusterId), files);
      out.value(json);
      size += json.size();
    }
    out.endArray();
    return size;
  }

  private void indexes(CatalogueEntry entry) throws IOException {
    out.always("has_index", !entry.indexes().isEmpty());
    out.beginArray("index_infos");
    for (CatalogueEntry.Index index : entry.indexes()) {
      out.begin();
      out.text("field_name", index.fieldName());
      out.text("index_name", index.indexName());
      out.text("index_type", index.indexType());
      out.map("params", index.params());
      out.number("index_id", Long.parseLong(index.indexId()));
      out.end();
    }
    out.endArray();
  }

  private static String loadState(LoadState state) {
    return state == LoadState.LOADED ? "Loaded" : "NotLoad";
  }
}
