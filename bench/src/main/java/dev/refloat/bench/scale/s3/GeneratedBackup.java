package dev.refloat.bench.scale.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refloat.bench.scale.Scenario;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The backup of a scenario. Nothing of it is held: every object has a place in the order of the
 * keys, and key and ETag follow from the place; the meta is made as it is read.
 */
public final class GeneratedBackup {
  private static final int[] FIELDS = {0, 1, 100, 101, 102, 103, 104, 105, 106};
  private static final int[] ONE_GROUP = {0};
  private static final long FIRST_COLLECTION = 450_000_000_000_000_000L;
  private static final long FIRST_PARTITION = 455_000_000_000_000_000L;
  private static final long FIRST_SEGMENT = 460_000_000_000_000_000L;
  private static final int IDS_OF_A_SEGMENT = 20;

  private final Scenario scenario;
  private final String prefix;
  private final int[] fields;
  private final int deltas;

  /**
   * @param prefix of all keys, with a slash at its end
   */
  public GeneratedBackup(Scenario scenario, String prefix) {
    this.scenario = scenario;
    this.prefix = prefix;
    this.fields = scenario.logs() == 1 ? ONE_GROUP : FIELDS;
    this.deltas = scenario.logs() == 1 ? 0 : scenario.allSegments();
  }

  /**
   * A log of a segment.
   *
   * @param segment its number among all, from 0
   * @param log which of the segment's: its field's number, or that behind the last field for the
   *     deletes
   */
  public record Place(int segment, int log) {}

  public Scenario scenario() {
    return scenario;
  }

  int objects() {
    return scenario.objects();
  }

  /** The key at a place among all keys in their order. */
  String key(int place) {
    if (place < deltas) {
      return key(new Place(place, fields.length));
    }
    return key(new Place((place - deltas) / fields.length, (place - deltas) % fields.length));
  }

  /** Where a key stands among all. */
  int place(Place log) {
    return log.log == fields.length ? log.segment : deltas + log.segment * fields.length + log.log;
  }

  String key(Place log) {
    int collection = log.segment / scenario.segments();
    long id = segmentId(log.segment);
    var key = new StringBuilder(160).append(prefix).append("binlogs/");
    key.append(log.log == fields.length ? "delta_log/" : "insert_log/");
    key.append(FIRST_COLLECTION + collection).append('/');
    key.append(FIRST_PARTITION + collection).append('/').append(id).append('/').append(id);
    key.append('/');
    if (log.log < fields.length) {
      key.append(fields[log.log]).append('/');
    }
    return key.append(logId(log)).toString();
  }

  /** What a key, of the backup or of its copy, tells by the number at its end; null for another. */
  @Nullable Place place(String key) {
    String end = key.substring(key.lastIndexOf('/') + 1);
    if (!end.chars().allMatch(c -> c >= '0' && c <= '9') || end.isEmpty()) {
      return null;
    }
    long number = Long.parseLong(end) - FIRST_SEGMENT - 1;
    long segment = number / IDS_OF_A_SEGMENT;
    int log = (int) (number % IDS_OF_A_SEGMENT);
    return number < 0 || segment >= scenario.allSegments() || log >= scenario.logs()
        ? null
        : new Place((int) segment, log);
  }

  /** Whether there is an object of that key. */
  boolean has(String key) {
    Place place = place(key);
    return place != null && key(place).equals(key);
  }

  String eTag(Place log) {
    int place = place(log);
    long mixed = place * 0x9E3779B97F4A7C15L;
    var text = new StringBuilder(34).append('"');
    hex(text, mixed);
    hex(text, place);
    return text.append('"').toString();
  }

  private static void hex(StringBuilder text, long value) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      text.append(Character.forDigit((int) (value >>> shift) & 15, 16));
    }
  }

  /** The first place whose key is greater, or with {@code orEqual} not less. */
  int placeFrom(String key, boolean orEqual) {
    int from = 0;
    int to = objects();
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = key(middle).compareTo(key);
      if (order < 0 || (order == 0 && !orEqual)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private static long segmentId(int number) {
    return FIRST_SEGMENT + (long) number * IDS_OF_A_SEGMENT;
  }

  private static long logId(Place log) {
    return segmentId(log.segment) + 1 + log.log;
  }

  /** {@code meta/full_meta.json}, made while it is read. */
  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes no other.
  InputStream meta() {
    int parts = scenario.allSegments() + 1;
    return new SequenceInputStream(
        new Enumeration<>() {
          private int next;

          @Override
          public boolean hasMoreElements() {
            return next < parts;
          }

          @Override
          public InputStream nextElement() {
            return new ByteArrayInputStream(part(next++).getBytes(UTF_8));
          }
        });
  }

  private String part(int number) {
    if (number == scenario.allSegments()) {
      return "]}]}]}";
    }
    String head = "";
    if (number % scenario.segments() == 0) {
      head = number == 0 ? head() : "]}]},";
      head += collection(number / scenario.segments());
    } else {
      head = ",";
    }
    return head + segment(number);
  }

  private long bytes(int segments) {
    return scenario.objectBytes() * scenario.logs() * segments;
  }

  private String head() {
    return "{\"id\":\"scale\",\"name\":\"scale\",\"milvus_version\":\"2.6.0\",\"size\":"
        + bytes(scenario.allSegments())
        + ",\"collection_backups\":[";
  }

  private String collection(int number) {
    long id = FIRST_COLLECTION + number;
    String schema =
        Arrays.stream(FIELDS)
            .filter(field -> field >= 100)
            .mapToObj(
                field ->
                    "{\"fieldID\":%d,\"name\":\"f%d\",\"data_type\":5%s}"
                        .formatted(field, field, field == 100 ? ",\"is_primary_key\":true" : ""))
            .collect(Collectors.joining(",", "[", "]"));
    String name = "c%06d".formatted(number);
    return """
        {"collection_id":%d,"collection_name":"%s","db_name":"default","shards_num":2,\
        "schema":{"name":"%s","fields":%s},"size":%d,\
        "partition_backups":[{"partition_id":%d,"partition_name":"_default","collection_id":%d,"size":%d,\
        "segment_backups":["""
        .formatted(
            id,
            name,
            name,
            schema,
            bytes(scenario.segments()),
            FIRST_PARTITION + number,
            id,
            bytes(scenario.segments()));
  }

  private String segment(int number) {
    int collection = number / scenario.segments();
    long id = segmentId(number);
    var text = new StringBuilder(2_000);
    text.append("{\"segment_id\":").append(id).append(",\"collection_id\":");
    text.append(FIRST_COLLECTION + collection).append(",\"partition_id\":");
    text.append(FIRST_PARTITION + collection).append(",\"num_of_rows\":100,\"size\":");
    text.append(bytes(1)).append(",\"group_id\":").append(id).append(",\"storage_version\":");
    text.append(scenario.logs() == 1 ? 2 : 0).append(",\"v_channel\":\"by-dev-rootcoord-dml_0_");
    text.append(FIRST_COLLECTION + collection).append("v0\",\"binlogs\":[");
    for (int log = 0; log < fields.length; log++) {
      text.append(log == 0 ? "" : ",").append("{\"fieldID\":").append(fields[log]);
      text.append(",\"binlogs\":[");
      log(text, new Place(number, log)).append("]}");
    }
    text.append(']');
    if (deltas > 0) {
      text.append(",\"deltalogs\":[{\"binlogs\":[");
      log(text, new Place(number, fields.length)).append("]}]");
    }
    return text.append('}').toString();
  }

  private StringBuilder log(StringBuilder text, Place log) {
    String key = key(log);
    text.append("{\"entries_num\":100,\"log_path\":\"files")
        .append(key, key.indexOf("binlogs/") + 7, key.length());
    text.append("\",\"log_size\":").append(scenario.objectBytes());
    return text.append(",\"log_id\":").append(logId(log)).append('}');
  }
}
