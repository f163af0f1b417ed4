package dev.refloat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.refloat.local.sample.LogObject;
import dev.refloat.local.sample.SampleSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a restore has to bring back, by one who has not read it from the backup as a restore does.
 */
record Expected(List<Collection> collections) {
  private static final String ALL_PARTITIONS = "-1";

  /** A collection: its partitions in the order of the backup, and its logs. */
  record Collection(
      String database,
      String name,
      long rows,
      String loadState,
      int shards,
      List<String> partitions,
      List<LogObject> logs) {

    /** The segments of a partition that have logs, in the order of the backup. */
    private List<Long> segments(String partition) {
      return logs.stream()
          .filter(log -> log.partition().equals(partition))
          .map(LogObject::segmentId)
          .distinct()
          .toList();
    }
  }

  static Expected of(SampleSummary sample) {
    return new Expected(
        sample.collections().stream()
            .map(
                c ->
                    new Collection(
                        c.database(),
                        c.name(),
                        c.rows(),
                        c.loadState().equals("Loaded") ? "LOADED" : "UNLOADED",
                        c.shards(),
                        c.partitions(),
                        c.logs()))
            .toList());
  }

  /**
   * From a meta without groups and log ids, as that of the real backup. Read on its own terms: the
   * key of a log is the path of the cluster that was backed up, in another folder.
   */
  static Expected ofUngrouped(JsonNode meta) {
    List<Collection> collections = new ArrayList<>();
    for (JsonNode collection : meta.path("collection_backups")) {
      List<LogObject> logs = new ArrayList<>();
      List<String> names = new ArrayList<>();
      long rows = 0;
      for (JsonNode partition : collection.path("partition_backups")) {
        String name = partition.path("partition_name").asText();
        names.add(name);
        for (JsonNode segment : partition.path("segment_backups")) {
          rows += segment.path("num_of_rows").asLong();
          segment.findValues("log_path").forEach(path -> logs.add(log(name, path.asText())));
        }
      }
      collections.add(
          new Collection(
              collection.path("db_name").asText(),
              collection.path("collection_name").asText(),
              rows,
              "UNLOADED",
              collection.path("shards_num").asInt(),
              names,
              logs));
    }
    return new Expected(collections);
  }

  /** {@code file/insert_log/collection/partition/segment/field/log}, or without the field. */
  private static LogObject log(String partition, String path) {
    String[] parts = path.split("/", -1);
    boolean insert = parts[1].equals("insert_log");
    String key = "binlogs" + path.substring(path.indexOf('/'));
    return new LogObject(
        insert ? LogObject.Kind.INSERT : LogObject.Kind.DELTA,
        partition,
        Long.parseLong(parts[4]),
        insert ? Long.parseLong(parts[5]) : LogObject.NO_FIELD,
        Long.parseLong(parts[parts.length - 1]),
        key,
        0);
  }

  /**
   * Every key that there should be in the cluster, with the key of the backup whose bytes it should
   * have. New ids are those of the catalogue, which keeps names and order.
   */
  Map<String, String> keys(String clusterId, JsonNode catalogue) {
    Map<String, String> keys = new TreeMap<>();
    for (Collection collection : collections) {
      JsonNode entry = entry(catalogue, collection);
      Map<String, JsonNode> partitions = partitions(entry);
      Stream.concat(collection.partitions().stream(), Stream.of(""))
          .forEach(
              name -> {
                Map<Long, String> segments = segments(collection.segments(name), partitions, name);
                collection.logs().stream()
                    .filter(log -> log.partition().equals(name))
                    .forEach(
                        log ->
                            keys.put(
                                key(clusterId, entry, named(partitions, name), segments, log),
                                log.key()));
              });
    }
    return keys;
  }

  static JsonNode entry(JsonNode catalogue, Collection collection) {
    return catalogue
        .valueStream()
        .filter(c -> c.path("dbName").asText().equals(collection.database()))
        .filter(c -> c.path("collectionName").asText().equals(collection.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Not in the catalogue: " + collection.name()));
  }

  /** By name; the one of all partitions, which may be missing, has none. */
  private static Map<String, JsonNode> partitions(JsonNode entry) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    entry.path("partitions").forEach(p -> byName.put(p.path("partitionName").asText(), p));
    return byName;
  }

  private static JsonNode named(Map<String, JsonNode> partitions, String name) {
    return partitions.getOrDefault(name, MissingNode.getInstance());
  }

  private static Map<Long, String> segments(
      List<Long> source, Map<String, JsonNode> partitions, String name) {
    Map<Long, String> ids = new LinkedHashMap<>();
    if (!source.isEmpty()) {
      JsonNode found = named(partitions, name);
      List<String> made = found.path("segments").findValuesAsText("segmentId");
      if (made.size() != source.size()) {
        throw new AssertionError("Segments of partition " + name + ": " + made + ", not " + source);
      }
      for (int i = 0; i < made.size(); i++) {
        ids.put(source.get(i), made.get(i));
      }
    }
    return ids;
  }

  private static String key(
      String clusterId,
      JsonNode entry,
      JsonNode partition,
      Map<Long, String> segments,
      LogObject log) {
    boolean insert = log.kind() == LogObject.Kind.INSERT;
    String folder =
        String.join(
            "/",
            clusterId,
            insert ? "insert_log" : "delta_log",
            entry.path("collectionId").asText(),
            log.partition().isEmpty() ? ALL_PARTITIONS : partition.path("partitionId").asText(),
            segments.get(log.segmentId()));
    return folder + (insert ? "/" + log.fieldId() : "") + "/" + log.logId();
  }
}
