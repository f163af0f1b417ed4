package dev.refloat.local.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A collection to write, before it has ids and files.
 *
 * @param unlisted fields that have logs and are not in the meta's schema
 * @param consistency 0 Strong, 1 Session, 2 Bounded, 3 Eventually
 * @param deletes rows that a collection-level delta log deletes; 0 for no such log
 */
record CollectionSpec(
    Database database,
    Meta.Schema schema,
    List<FieldSchema> unlisted,
    int shards,
    int consistency,
    boolean loaded,
    List<IndexSpec> indexes,
    List<PartitionSpec> partitions,
    int deletes,
    List<String> aliases,
    List<Meta.KeyValue> properties) {

  /** The databases of the sample. */
  enum Database {
    DEFAULT("default", 1),
    MEDIA("media", 463_000_000_000_000_007L);

    final String text;
    final long id;

    Database(String text, long id) {
      this.text = text;
      this.id = id;
    }
  }

  record IndexSpec(String field, String type, Map<String, String> params) {}

  record PartitionSpec(String name, List<SegmentSpec> segments) {}

  /**
   * A segment.
   *
   * @param rowsPerLog rows in each of the logs that a field has; empty for a segment of deletes
   *     alone
   * @param deletes rows that its delta log deletes; 0 for no such log
   * @param lacking ids of fields that were added when it was written already
   */
  record SegmentSpec(List<Integer> rowsPerLog, int deletes, Set<Long> lacking) {
    SegmentSpec(List<Integer> rowsPerLog, int deletes) {
      this(rowsPerLog, deletes, Set.of());
    }

    static SegmentSpec rows(Integer... perLog) {
      return new SegmentSpec(List.of(perLog), 0);
    }

    static SegmentSpec deletesOnly(int deletes) {
      return new SegmentSpec(List.of(), deletes);
    }

    SegmentSpec deleting(int rows) {
      return new SegmentSpec(rowsPerLog, rows, lacking);
    }

    SegmentSpec lacking(Long... fields) {
      return new SegmentSpec(rowsPerLog, deletes, Set.of(fields));
    }

    boolean isL0() {
      return rowsPerLog.isEmpty();
    }

    int rows() {
      return rowsPerLog.stream().mapToInt(Integer::intValue).sum();
    }

    static List<SegmentSpec> many(int segments, int rows) {
      return Collections.nCopies(segments, rows(rows));
    }
  }

  String loadState() {
    return loaded ? "Loaded" : "NotLoad";
  }

  /** As it would have been written in 2023: deletes are with their segments, or there are none. */
  CollectionSpec without(boolean ofAllPartitions, boolean ofTheirOwn) {
    List<PartitionSpec> kept =
        partitions.stream()
            .map(
                p ->
                    new PartitionSpec(
                        p.name(),
                        p.segments().stream().filter(s -> !(ofTheirOwn && s.isL0())).toList()))
            .toList();
    return new CollectionSpec(
        database,
        schema,
        unlisted,
        shards,
        consistency,
        loaded,
        indexes,
        kept,
        ofAllPartitions ? 0 : deletes,
        aliases,
        properties);
  }

  /** Every field that a segment has logs of. */
  List<FieldSchema> loggedFields(SegmentSpec segment) {
    List<FieldSchema> fields =
        new ArrayList<>(List.of(SampleFields.ROW_ID, SampleFields.TIMESTAMP));
    fields.addAll(schema.fields());
    schema.structArrayFields().forEach(struct -> fields.addAll(struct.fields()));
    fields.addAll(unlisted);
    fields.removeIf(field -> segment.lacking().contains(field.fieldId()));
    return fields;
  }

  FieldSchema primaryKey() {
    return schema.fields().stream().filter(FieldSchema::isPrimaryKey).findFirst().orElseThrow();
  }
}
