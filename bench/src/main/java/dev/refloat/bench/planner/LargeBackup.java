package dev.refloat.bench.planner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refloat.bench.cases.Backup;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup of one collection in 16 partitions, with ten logs in each segment, whose meta and keys
 * are made when they are asked for. All ids have as many digits, so that keys are in the order of
 * their numbers; the meta has its segments the other way round, since it need not have them in it.
 *
 * @param prefix of its keys, with the closing slash
 * @param collection its name
 */
record LargeBackup(String prefix, String collection, int segments) {
  static final int LOGS = 10;

  private static final int PARTITIONS = 16;
  private static final int[] FIELDS = {0, 1, 100, 101, 102, 103, 104, 105, 106};
  private static final long COLLECTION = 450_000_000_000_000_001L;
  private static final long FIRST_PARTITION = 450_000_000_000_000_100L;
  private static final long FIRST_SEGMENT = 460_000_000_000_000_000L;

  /** Between the ids of two segments are those of the first one's logs. */
  private static final long SEGMENT_STEP = 20;

  private static final int OBJECT_BYTES = 1_000;

  /** Has the name and the collection of one that is registered. */
  static LargeBackup inPlaceOf(Backup registered, int segments) {
    return new LargeBackup(registered.prefix(), registered.workload().name() + "_0", segments);
  }

  int objects() {
    return segments * LOGS;
  }

  String metaKey() {
    return prefix + "meta/full_meta.json";
  }

  /** Writes {@code full_meta.json}, a segment at a time. */
  void writeMeta(OutputStream out) throws IOException {
    long bytes = (long) OBJECT_BYTES * objects();
    write(
        out,
        """
        {"id":"large","name":"large","milvus_version":"v2.6.0","size":%d,"collection_backups":[{\
        "collection_id":%d,"collection_name":"%s","db_name":"default","shards_num":2,"size":%d,\
        "schema":{"name":"large","fields":[%s]},"partition_backups":[\
        """
            .formatted(bytes, COLLECTION, collection, bytes, schemaFields()));
    int perPartition = perPartition();
    for (int first = 0; first < segments; first += perPartition) {
      int end = Math.min(first + perPartition, segments);
      write(out, first == 0 ? "" : ",");
      writePartition(out, first, end);
    }
    write(out, "]}]}");
  }

  private static String schemaFields() {
    List<String> fields = new ArrayList<>();
    for (int field : FIELDS) {
      if (field >= 100) {
        fields.add(
            "{\"fieldID\":%d,\"name\":\"f%d\",\"data_type\":5%s}"
                .formatted(field, field, field == 100 ? ",\"is_primary_key\":true" : ""));
      }
    }
    return String.join(",", fields);
  }

  private void writePartition(OutputStream out, int first, int end) throws IOException {
    long id = partitionId(first);
    write(
        out,
        """
        {"partition_id":%d,"partition_name":"p%d","collection_id":%d,"size":%d,"segment_backups":[\
        """
            .formatted(id, id, COLLECTION, (long) OBJECT_BYTES * LOGS * (end - first)));
    for (int segment = end - 1; segment >= first; segment--) {
      write(out, segment(segment));
      write(out, segment == first ? "]}" : ",");
    }
  }

  private String segment(int number) {
    long id = segmentId(number);
    var text = new StringBuilder(2_000);
    text.append("{\"segment_id\":").append(id).append(",\"collection_id\":").append(COLLECTION);
    text.append(",\"partition_id\":").append(partitionId(number));
    text.append(",\"num_of_rows\":100,\"size\":").append(OBJECT_BYTES * LOGS);
    text.append(",\"group_id\":").append(id);
    text.append(",\"storage_version\":0,\"v_channel\":\"by-dev-rootcoord-dml_");
    text.append(number % 2).append('_').append(COLLECTION).append("v0\",\"binlogs\":[");
    for (int f = 0; f < FIELDS.length; f++) {
      text.append(f == 0 ? "" : ",").append("{\"fieldID\":").append(FIELDS[f]);
      text.append(",\"binlogs\":[");
      log(text, number, f).append("]}");
    }
    text.append("],\"deltalogs\":[{\"binlogs\":[");
    return log(text, number, FIELDS.length).append("]}]}").toString();
  }

  private StringBuilder log(StringBuilder text, int number, int log) {
    long id = segmentId(number) + 1 + log;
    text.append("{\"entries_num\":100,\"log_path\":\"files/").append(kind(log)).append('/');
    text.append(COLLECTION).append('/').append(partitionId(number)).append('/');
    text.append(segmentId(number)).append('/').append(id).append("\",\"log_size\":");
    return text.append(OBJECT_BYTES).append(",\"log_id\":").append(id).append('}');
  }

  private static String kind(int log) {
    return log == FIELDS.length ? "delta_log" : "insert_log";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
  }

  private int perPartition() {
    return Math.ceilDiv(segments, PARTITIONS);
  }

  private long partitionId(int segment) {
    return FIRST_PARTITION + segment / perPartition();
  }

  private static long segmentId(int segment) {
    return FIRST_SEGMENT + segment * SEGMENT_STEP;
  }

  /** The place of the first key behind one, among all keys in their order; of null the first. */
  int placeAfter(@Nullable String key) {
    int from = 0;
    int to = key == null ? 0 : objects();
    while (key != null && from < to) {
      int middle = (from + to) >>> 1;
      if (key(middle).compareTo(key) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The key at a place: those of deletes come first. */
  String key(int place) {
    boolean isDelta = place < segments;
    int segment = isDelta ? place : (place - segments) / FIELDS.length;
    int log = isDelta ? FIELDS.length : (place - segments) % FIELDS.length;
    long id = segmentId(segment);
    return prefix
        + "binlogs/"
        + kind(log)
        + "/"
        + COLLECTION
        + "/"
        + partitionId(segment)
        + "/"
        + id
        + "/"
        + id
        + "/"
        + (isDelta ? "" : FIELDS[log] + "/")
        + (id + 1 + log);
  }

  /** An element of a list of objects, as S3 writes it today. */
  void writeListed(StringBuilder xml, int place) {
    xml.append("<Contents><Key>").append(key(place)).append("</Key>");
    xml.append("<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;");
    hex(xml, place * 0x9E3779B97F4A7C15L);
    hex(xml, place);
    xml.append("&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>");
    xml.append("<ChecksumType>FULL_OBJECT</ChecksumType><Size>").append(OBJECT_BYTES);
    xml.append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
  }

  private static void hex(StringBuilder xml, long number) {
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      xml.append(Character.forDigit((int) (number >>> shift) & 0xF, 16));
    }
  }
}
