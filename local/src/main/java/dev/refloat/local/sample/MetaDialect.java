package dev.refloat.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes of today's JSON of a meta file that of another writer, which says the same. */
final class MetaDialect {
  private static final int DONE = 2;
  private static final int MANIFEST = 3;

  /** What writers of 2023 did not know. */
  private static final List<String> UNKNOWN_IN_2023 =
      List.of(
          "log_id",
          "storage_version",
          "v_channel",
          "is_l0",
          "properties",
          "aliases",
          "channel_checkpoints",
          "virtual_channel_names",
          "physical_channel_names",
          "db_id",
          "created_timestamp",
          "index_id");

  private final SampleShape shape;

  MetaDialect(SampleShape shape) {
    this.shape = shape;
  }

  /**
   * Changes a file's content.
   *
   * @param elements what is in its {@code infos}; {@link MetaKind#BACKUP} where it has none
   */
  void apply(MetaKind elements, ObjectNode file) {
    boolean isRoot = elements.equals(MetaKind.BACKUP);
    if (shape.isOf2023()) {
      if (isRoot) {
        file.put("state_code", DONE);
        file.put("start_time", Timestamps.BACKED_UP_SECONDS * 1000);
        file.put("end_time", Timestamps.BACKED_UP_SECONDS * 1000 + 1);
        file.put("backup_timestamp", Timestamps.BACKED_UP_SECONDS * 1000);
      }
      makeOld(file);
    } else if (shape == SampleShape.ODD_JSON) {
      if (isRoot) {
        MetaKind.BACKUP.makeOdd(file);
      } else {
        file.path("infos").forEach(info -> elements.makeOdd((ObjectNode) info));
      }
    } else if (shape == SampleShape.SNAPSHOT && isRoot) {
      file.put("format", "snapshot");
    } else if (shape == SampleShape.MIXED_STORAGE) {
      file.findValues("l0_segments").forEach(MetaDialect::makeGrouped);
    } else if (shape == SampleShape.MANIFEST) {
      file.findValues("segment_backups").forEach(MetaDialect::makeManifest);
    }
  }

  /**
   * Where deletes are of all partitions, a group is not in the key, whether there is one or not.
   */
  private static void makeGrouped(JsonNode segments) {
    segments.forEach(s -> ((ObjectNode) s).set("group_id", s.path("segment_id")));
  }

  private static void makeManifest(JsonNode segments) {
    ((ObjectNode) segments.get(segments.size() - 1)).put("storage_version", MANIFEST);
  }

  /** The field of a delta log is the id that the log itself has no place for. */
  private static void makeOld(JsonNode node) {
    for (JsonNode deltas : node.findValues("deltalogs")) {
      for (JsonNode field : deltas) {
        JsonNode log = field.path("binlogs").path(0);
        if (log.has("log_id")) {
          ((ObjectNode) field).set("fieldID", log.path("log_id"));
        }
      }
    }
    removeUnknown(node);
  }

  private static void removeUnknown(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(UNKNOWN_IN_2023);
      if (object.path("db_name").asText("").equals("default")) {
        object.remove("db_name");
      }
    }
    node.forEach(MetaDialect::removeUnknown);
  }
}
