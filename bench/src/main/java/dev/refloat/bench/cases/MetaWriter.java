package dev.refloat.bench.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the meta of a workload, and the keys of its logs. Ids ascend and are above 2^53, as those
 * of Milvus.
 */
final class MetaWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FIRST_ID = 463_000_000_000_000_001L;

  /** 2026-01-01T00:00:00Z in the bits of Milvus. */
  private static final long BACKED_UP = 1_767_225_600_000L << 18;

  private static final int INT64 = 5;
  private static final int FLOAT_VECTOR = 101;
  private static final int FIRST_USER_FIELD = 100;
  private static final int PACKED = 2;

  private final Workload workload;
  private final List<String> keys = new ArrayList<>();
  private long nextId = FIRST_ID;

  MetaWriter(Workload workload) {
    this.workload = workload;
  }

  /** The content of {@code full_meta.json}. Can be called once. */
  byte[] write(String name) {
    ObjectNode backup =
        JSON.createObjectNode()
            .put("id", "bench-" + name)
            .put("state_code", 0)
            .put("name", name)
            .put("size", workload.bytes())
            .put("milvus_version", "v2.6.0");
    ArrayNode collections = backup.putArray("collection_backups");
    for (int i = 0; i < workload.collections(); i++) {
      collection(collections.addObject(), workload.name() + "_" + i);
    }
    backup.putArray("database_backups").addObject().put("db_name", "default").put("db_id", 1);
    return backup.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Below the backup's folder, of every log of the meta that was written. */
  List<String> keys() {
    return keys;
  }

  private void collection(ObjectNode collection, String name) {
    long id = nextId++;
    long bytes = workload.bytes() / workload.collections();
    collection
        .put("id", name)
        .put("collection_id", id)
        .put("db_name", "default")
        .put("collection_name", name)
        .put("shards_num", 1)
        .put("consistency_level", 2)
        .put("backup_timestamp", BACKED_UP)
        .put("size", bytes)
        .put("has_index", false)
        .put("load_state", "NotLoad");
    schema(collection.putObject("schema"), name);
    long partition = nextId++;
    ObjectNode partitionNode =
        collection
            .putArray("partition_backups")
            .addObject()
            .put("partition_id", partition)
            .put("partition_name", "_default")
            .put("collection_id", id)
            .put("size", bytes)
            .put("load_state", "NotLoad");
    ArrayNode segments = partitionNode.putArray("segment_backups");
    for (int i = 0; i < workload.segments(); i++) {
      segment(segments.addObject(), id, partition);
    }
  }

  private void schema(ObjectNode schema, String name) {
    ArrayNode fields = schema.put("name", name).putArray("fields");
    fields
        .addObject()
        .put("fieldID", FIRST_USER_FIELD)
        .put("name", "id")
        .put("is_primary_key", true)
        .put("data_type", INT64);
    fields
        .addObject()
        .put("fieldID", FIRST_USER_FIELD + 1)
        .put("name", "vector")
        .put("data_type", FLOAT_VECTOR)
        .putArray("type_params")
        .addObject()
        .put("key", "dim")
        .put("value", "128");
    for (int i = 4; i < workload.fields(); i++) {
      fields
          .addObject()
          .put("fieldID", FIRST_USER_FIELD + i - 2)
          .put("name", "number_" + i)
          .put("data_type", INT64);
    }
  }

  private void segment(ObjectNode segment, long collection, long partition) {
    long id = nextId++;
    segment
        .put("segment_id", id)
        .put("collection_id", collection)
        .put("partition_id", partition)
        .put("num_of_rows", 1000)
        .put("size", workload.objectBytes() * workload.fields() * workload.logs())
        .put("group_id", id)
        .put("v_channel", "by-dev-rootcoord-dml_0_" + collection + "v0")
        .put("storage_version", workload.packed() ? PACKED : 1);
    ArrayNode fields = segment.putArray("binlogs");
    for (int i = 0; i < workload.fields(); i++) {
      // Row ids and timestamps are fields 0 and 1; the only column group is group 0.
      int field = i < 2 ? i : FIRST_USER_FIELD + i - 2;
      ArrayNode logs = fields.addObject().put("fieldID", field).putArray("binlogs");
      for (int l = 0; l < workload.logs(); l++) {
        log(logs.addObject(), collection, partition, id, field);
      }
    }
    segment.putArray("deltalogs");
  }

  private void log(ObjectNode node, long collection, long partition, long segment, int field) {
    long log = nextId++;
    String end = segment + "/" + field + "/" + log;
    node.put("log_path", "files/insert_log/" + collection + "/" + partition + "/" + end)
        .put("log_size", workload.objectBytes())
        .put("log_id", log);
    keys.add("binlogs/insert_log/" + collection + "/" + partition + "/" + segment + "/" + end);
  }
}
