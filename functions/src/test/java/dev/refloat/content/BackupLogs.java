package dev.refloat.content;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.local.sample.Content;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleWriter;
import dev.refloat.local.sample.Sink;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The logs of a backup in memory, as a plan names them. */
record BackupLogs(List<SegmentLogs> segments, Map<String, byte[]> files) {
  private static final String CLUSTER = "in01-new/";

  static BackupLogs sample(SampleOptions options) {
    Map<String, byte[]> files = new TreeMap<>();
    var sink =
        new Sink() {
          @Override
          public void put(String key, Content content) throws IOException {
            try (content;
                var in = content.open()) {
              files.put(key, in.readAllBytes());
            }
          }

          @Override
          public void flush() {
            // Everything is in memory already.
          }
        };
    try {
      SampleWriter.write(options, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(files);
  }

  static BackupLogs folder(Path folder) {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(files);
  }

  private static BackupLogs of(Map<String, byte[]> files) {
    byte[] text = Objects.requireNonNull(files.get("meta/full_meta.json"));
    JsonNode meta = Json.tree(new String(text, StandardCharsets.UTF_8));
    List<SegmentLogs> segments = new ArrayList<>();
    for (JsonNode collection : meta.path("collection_backups")) {
      for (JsonNode partition : collection.path("partition_backups")) {
        partition.path("segment_backups").forEach(segment -> add(segments, segment, files));
      }
      collection.path("l0_segments").forEach(segment -> add(segments, segment, files));
    }
    return new BackupLogs(segments, files);
  }

  private static void add(List<SegmentLogs> all, JsonNode segment, Map<String, byte[]> files) {
    add(all, segment, files, LogType.INSERT, "binlogs/insert_log/", "binlogs");
    add(all, segment, files, LogType.DELETE, "binlogs/delta_log/", "deltalogs");
  }

  private static void add(
      List<SegmentLogs> all,
      JsonNode segment,
      Map<String, byte[]> files,
      LogType type,
      String root,
      String list) {
    String partition = segment.path("partition_id").asText();
    long group = partition.equals("-1") ? 0 : segment.path("group_id").asLong();
    String folder =
        root
            + segment.path("collection_id").asText()
            + "/"
            + partition
            + "/"
            + (group == 0 ? "" : group + "/")
            + segment.path("segment_id").asText()
            + "/";
    List<Log> logs = new ArrayList<>();
    for (JsonNode field : segment.path(list)) {
      for (JsonNode log : field.path("binlogs")) {
        long id = type == LogType.INSERT ? field.path("fieldID").asLong() : -1;
        String path = log.path("log_path").asText();
        String name = path.substring(path.lastIndexOf('/') + 1);
        String tail = type == LogType.INSERT ? id + "/" + name : name;
        logs.add(new Log(id, tail, Objects.requireNonNull(files.get(folder + tail)).length));
      }
    }
    if (!logs.isEmpty()) {
      all.add(
          new SegmentLogs(
              type,
              segment.path("collection_id").asLong(),
              segment.path("partition_id").asLong(),
              segment.path("segment_id").asLong(),
              segment.path("storage_version").asInt(),
              segment.path("num_of_rows").asLong(),
              folder,
              CLUSTER + folder,
              logs));
    }
  }

  byte[] bytes(SegmentLogs segment, Log log) {
    return Objects.requireNonNull(files.get(segment.sourceKey(log)));
  }

  /** Some segment with logs of this type, the first in the meta. */
  SegmentLogs any(LogType type) {
    return segments.stream().filter(segment -> segment.type() == type).findFirst().orElseThrow();
  }
}
