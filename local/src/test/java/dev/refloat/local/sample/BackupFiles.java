package dev.refloat.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A backup in a directory, read from its JSON alone and not through the writer's records. */
record BackupFiles(Path root, JsonNode full) {

  /** A log that the meta names; {@code field} is −1 for deletes. */
  record Expected(JsonNode collection, JsonNode segment, long field, long size, int index) {}

  static BackupFiles open(Path root) throws IOException {
    return new BackupFiles(
        root, new ObjectMapper().readTree(root.resolve("meta/full_meta.json").toFile()));
  }

  /** Every log by its key in the backup, rebuilt from ids as the layout says. */
  SortedMap<String, Expected> expected() {
    SortedMap<String, Expected> logs = new TreeMap<>();
    for (JsonNode collection : full.path("collection_backups")) {
      for (JsonNode segment : segments(collection)) {
        String middle =
            segment.path("collection_id").asText() + "/" + segment.path("partition_id").asText();
        long group = segment.path("group_id").asLong();
        if (segment.path("partition_id").asLong() != -1 && group != 0) {
          middle += "/" + group;
        }
        String end = middle + "/" + segment.path("segment_id").asText() + "/";
        for (JsonNode field : segment.path("binlogs")) {
          add(
              logs,
              "binlogs/insert_log/" + end + field.path("fieldID").asLong() + "/",
              collection,
              segment,
              field,
              field.path("fieldID").asLong());
        }
        for (JsonNode field : segment.path("deltalogs")) {
          add(logs, "binlogs/delta_log/" + end, collection, segment, field, -1);
        }
      }
    }
    return logs;
  }

  private static void add(
      SortedMap<String, Expected> to,
      String folder,
      JsonNode collection,
      JsonNode segment,
      JsonNode field,
      long fieldId) {
    int index = 0;
    for (JsonNode log : field.path("binlogs")) {
      String path = log.path("log_path").asText();
      String id =
          log.has("log_id")
              ? log.path("log_id").asText()
              : path.substring(path.lastIndexOf('/') + 1);
      to.put(
          folder + id,
          new Expected(collection, segment, fieldId, log.path("log_size").asLong(), index++));
    }
  }

  static List<JsonNode> segments(JsonNode collection) {
    List<JsonNode> segments = new ArrayList<>();
    collection
        .path("partition_backups")
        .forEach(partition -> partition.path("segment_backups").forEach(segments::add));
    collection.path("l0_segments").forEach(segments::add);
    return segments;
  }

  /** Every file under {@code binlogs/} with its size. */
  SortedMap<String, Long> found() throws IOException {
    SortedMap<String, Long> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("binlogs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(root.relativize(file).toString(), Files.size(file));
      }
    }
    return found;
  }

  LogFile log(String key) throws IOException {
    return LogFile.parse(Files.readAllBytes(root.resolve(key)));
  }
}
