package dev.refloat.local.sample;

import dev.refloat.local.sample.CollectionSpec.SegmentSpec;
import dev.refloat.local.sample.ParquetColumn.Filled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes the logs of one segment and returns its meta. */
final class SegmentWriter {
  /** A log above this goes through a temporary file. */
  private static final int MEMORY_BYTES = 4 << 20;

  private static final int ENVELOPED = 1;
  private static final int PACKED = 2;

  private static final byte[] NO_ENVELOPE = {};

  private final Sink sink;
  private final Ids ids;
  private final SampleOptions options;

  SegmentWriter(Sink sink, Ids ids, SampleOptions options) {
    this.sink = sink;
    this.ids = ids;
    this.options = options;
  }

  /**
   * Where a segment stands.
   *
   * @param partition {@link LogKeys#ALL_PARTITIONS} for collection-level deletes
   * @param index of the segment in its partition
   * @param firstRow number of its first row in the collection, from which primary keys are made
   */
  record Position(long collection, long partition, int index, long firstRow, String channel) {}

  /** The ids under which a segment is written; {@code group} is 0 for none. */
  private record Place(long collection, long partition, long group, long segment) {
    LogEnvelope.Owner owner(long field, DataType type) {
      return new LogEnvelope.Owner(collection, partition, segment, field, type);
    }
  }

  /** What a parquet file's size in memory and on disk makes of it. */
  private interface Head {
    byte[] of(long memory, long payload);
  }

  Meta.Segment write(CollectionSpec collection, SegmentSpec spec, Position at) throws IOException {
    long segment = ids.next();
    long group =
        at.partition() == LogKeys.ALL_PARTITIONS ? 0 : options.shape().group(at.index(), segment);
    Place place = new Place(at.collection(), at.partition(), group, segment);
    boolean packed = options.shape().packs(at.index());
    List<Meta.FieldLogs> inserts = new ArrayList<>();
    if (!spec.isL0()) {
      for (ColumnGroup columns : ColumnGroup.of(collection.loggedFields(spec), packed)) {
        inserts.add(insertLogs(place, columns, packed, spec, at.firstRow()));
      }
    }
    Meta.FieldLogs deltas =
        spec.deletes() == 0
            ? Meta.FieldLogs.NONE
            : deltaLog(place, collection.primaryKey(), at.firstRow(), spec.deletes());
    long size = inserts.stream().mapToLong(SegmentWriter::size).sum() + size(deltas);
    return new Meta.Segment(
        segment,
        at.collection(),
        at.partition(),
        spec.rows(),
        inserts,
        List.of(deltas),
        size,
        group,
        spec.isL0(),
        at.channel(),
        spec.isL0() ? 0 : packed ? PACKED : ENVELOPED);
  }

  private Meta.FieldLogs insertLogs(
      Place place, ColumnGroup columns, boolean packed, SegmentSpec spec, long firstRow)
      throws IOException {
    List<Meta.Log> logs = new ArrayList<>();
    long row = firstRow;
    for (int rows : spec.rowsPerLog()) {
      long log = ids.next();
      SplittableRandom random = random(log);
      Head head =
          (memory, payload) -> {
            FieldSchema field = columns.fields().getFirst();
            return packed
                ? NO_ENVELOPE
                : LogEnvelope.insert(
                    place.owner(field.fieldId(), field.dataType()),
                    field.nullable(),
                    memory,
                    payload);
          };
      long size =
          put(
              LogKeys.insert(
                  place.collection(),
                  place.partition(),
                  place.group(),
                  place.segment(),
                  columns.id(),
                  log),
              columns.filled(packed, random),
              head,
              row,
              rows);
      String source =
          LogKeys.sourceInsert(
              place.collection(), place.partition(), place.segment(), columns.id(), log);
      logs.add(new Meta.Log(source, size, log));
      row += rows;
    }
    return new Meta.FieldLogs(columns.id(), logs);
  }

  /** One log that deletes the first rows. */
  private Meta.FieldLogs deltaLog(Place place, FieldSchema key, long firstRow, int deletes)
      throws IOException {
    long log = ids.next();
    boolean packed = options.shape().packsDeletes();
    Head head =
        (memory, payload) ->
            packed
                ? NO_ENVELOPE
                : LogEnvelope.delete(
                    place.owner(DeleteColumns.NO_FIELD, DataType.STRING), memory, payload);
    long size =
        put(
            LogKeys.delta(
                place.collection(), place.partition(), place.group(), place.segment(), log),
            packed ? DeleteColumns.packed(key) : DeleteColumns.texts(key),
            head,
            firstRow,
            deletes);
    String source =
        LogKeys.sourceDelta(place.collection(), place.partition(), place.segment(), log);
    return new Meta.FieldLogs(0, List.of(new Meta.Log(source, size, log)));
  }

  /** Writes a parquet file with its envelope, if it has one, and returns the bytes of both. */
  private long put(String key, List<Filled> columns, Head head, long firstRow, int rows)
      throws IOException {
    Spool spool = new Spool(MEMORY_BYTES);
    Content content;
    try {
      long memory = ParquetColumn.write(spool, columns, firstRow, rows);
      content = spool.content(head.of(memory, spool.getPos()));
    } catch (IOException | RuntimeException e) {
      spool.discard();
      throw e;
    }
    long size = content.size();
    sink.put(key, content);
    return size;
  }

  private static long size(Meta.FieldLogs field) {
    return field.binlogs().stream().mapToLong(Meta.Log::logSize).sum();
  }

  /** Its own for each log, so that no log depends on what was written before it. */
  private SplittableRandom random(long log) {
    return new SplittableRandom(options.seed() * 31 + log);
  }
}
