package dev.refloat.local.sample;

import dev.refloat.local.sample.CollectionSpec.SegmentSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.parquet.io.api.Binary;

/** Writes the logs of one segment and returns its meta. */
final class SegmentWriter {
  /** A log above this goes through a temporary file. */
  private static final int MEMORY_BYTES = 4 << 20;

  /** The field that a delta log's descriptor names. */
  private static final long NO_FIELD = -1;

  private static final Meta.Field DELETES =
      SampleFields.scalar(NO_FIELD, "deletes", DataType.STRING);

  private final Sink sink;
  private final Ids ids;
  private final long seed;

  SegmentWriter(Sink sink, Ids ids, long seed) {
    this.sink = sink;
    this.ids = ids;
    this.seed = seed;
  }

  /** The ids under which a segment is written; {@code group} is 0 for one of all partitions. */
  private record Place(long collection, long partition, long group, long segment) {}

  /**
   * Writes the logs of a segment.
   *
   * @param partition {@link LogKeys#ALL_PARTITIONS} for collection-level deletes
   * @param firstRow number of its first row in the collection, from which primary keys are made
   */
  Meta.Segment write(
      CollectionSpec collection,
      long collectionId,
      long partition,
      SegmentSpec spec,
      long firstRow,
      String channel)
      throws IOException {
    long segment = ids.next();
    // milvus-backup gives each segment a group of its own, except those of all partitions.
    Place place =
        new Place(
            collectionId, partition, partition == LogKeys.ALL_PARTITIONS ? 0 : segment, segment);
    List<Meta.FieldLogs> inserts = new ArrayList<>();
    if (!spec.isL0()) {
      for (Meta.Field field : collection.loggedFields()) {
        inserts.add(insertLogs(place, field, spec, firstRow));
      }
    }
    Meta.FieldLogs deltas =
        spec.deletes() == 0
            ? Meta.FieldLogs.NONE
            : deltaLog(place, collection.primaryKey(), firstRow, spec.deletes());
    long size = inserts.stream().mapToLong(SegmentWriter::size).sum() + size(deltas);
    return new Meta.Segment(
        segment,
        collectionId,
        partition,
        spec.rows(),
        inserts,
        List.of(deltas),
        size,
        place.group(),
        spec.isL0(),
        channel,
        spec.isL0() ? 0 : 1);
  }

  private Meta.FieldLogs insertLogs(Place place, Meta.Field field, SegmentSpec spec, long firstRow)
      throws IOException {
    List<Meta.Log> logs = new ArrayList<>();
    long row = firstRow;
    for (int rows : spec.rowsPerLog()) {
      long log = ids.next();
      Spool spool = new Spool(MEMORY_BYTES);
      Content content;
      try {
        long memory =
            ParquetColumn.write(
                spool, ParquetColumn.type(field), FieldValues.of(field, random(log)), row, rows);
        var owner =
            new LogEnvelope.Owner(
                place.collection(),
                place.partition(),
                place.segment(),
                field.fieldId(),
                field.dataType());
        content =
            spool.content(LogEnvelope.insert(owner, field.nullable(), memory, spool.getPos()));
      } catch (IOException | RuntimeException e) {
        spool.discard();
        throw e;
      }
      long size = content.size();
      sink.put(
          LogKeys.insert(
              place.collection(),
              place.partition(),
              place.group(),
              place.segment(),
              field.fieldId(),
              log),
          content);
      String source =
          LogKeys.sourceInsert(
              place.collection(), place.partition(), place.segment(), field.fieldId(), log);
      logs.add(new Meta.Log(source, size, log));
      row += rows;
    }
    return new Meta.FieldLogs(field.fieldId(), logs);
  }

  /**
   * One log that deletes the first rows, each as the JSON text that Milvus has written since 2.0.
   */
  private Meta.FieldLogs deltaLog(Place place, Meta.Field key, long firstRow, int deletes)
      throws IOException {
    long log = ids.next();
    Spool spool = new Spool(MEMORY_BYTES);
    ParquetColumn.Values values =
        (row, column) -> {
          byte[] delete = delete(key, row).getBytes(StandardCharsets.UTF_8);
          column.write(Binary.fromConstantByteArray(delete), 0, 0);
          return delete.length;
        };
    long memory =
        ParquetColumn.write(spool, ParquetColumn.type(DELETES), values, firstRow, deletes);
    var owner =
        new LogEnvelope.Owner(
            place.collection(), place.partition(), place.segment(), NO_FIELD, DataType.STRING);
    Content content = spool.content(LogEnvelope.delete(owner, memory, spool.getPos()));
    long size = content.size();
    sink.put(
        LogKeys.delta(place.collection(), place.partition(), place.group(), place.segment(), log),
        content);
    String source =
        LogKeys.sourceDelta(place.collection(), place.partition(), place.segment(), log);
    return new Meta.FieldLogs(0, List.of(new Meta.Log(source, size, log)));
  }

  private static String delete(Meta.Field key, long row) {
    String value =
        key.dataType() == DataType.VARCHAR
            ? "\"" + FieldValues.textKey(row) + "\""
            : Long.toString(FieldValues.longKey(row));
    return "{\"pk\":"
        + value
        + ",\"ts\":"
        + Timestamps.DELETED
        + ",\"pkType\":"
        + key.dataType().code()
        + "}";
  }

  private static long size(Meta.FieldLogs field) {
    return field.binlogs().stream().mapToLong(Meta.Log::logSize).sum();
  }

  /** Its own for each log, so that no log depends on what was written before it. */
  private SplittableRandom random(long log) {
    return new SplittableRandom(seed * 31 + log);
  }
}
