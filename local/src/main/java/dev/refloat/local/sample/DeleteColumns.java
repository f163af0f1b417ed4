package dev.refloat.local.sample;

import dev.refloat.local.sample.ParquetColumn.Filled;
import dev.refloat.local.sample.ParquetColumn.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** What a delta log holds: the primary key and the time of each delete. */
final class DeleteColumns {
  /** The field that a delta log's descriptor names. */
  static final long NO_FIELD = -1;

  private static final FieldSchema TEXT = SampleFields.scalar(NO_FIELD, "deletes", DataType.STRING);

  private DeleteColumns() {}

  /** Each delete as the JSON text that Milvus has written since 2.0. */
  static List<Filled> texts(FieldSchema key) {
    return List.of(
        new Filled(ParquetColumn.type(TEXT), (row, column) -> write(column, text(key, row))));
  }

  /** Keys and times in a column each. */
  static List<Filled> packed(FieldSchema key) {
    Values keys =
        key.dataType() == DataType.VARCHAR
            ? (row, column) -> write(column, FieldValues.textKey(row))
            : (row, column) -> write(column, FieldValues.longKey(row));
    return List.of(
        new Filled(ParquetColumn.packedType(SampleFields.scalar(0, "pk", key.dataType())), keys),
        new Filled(
            ParquetColumn.packedType(SampleFields.scalar(1, "ts", DataType.INT64)),
            (row, column) -> write(column, Timestamps.DELETED)));
  }

  private static int write(ColumnWriter column, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    column.write(Binary.fromConstantByteArray(bytes), 0, 0);
    return bytes.length;
  }

  private static int write(ColumnWriter column, long number) {
    column.write(number, 0, 0);
    return Long.BYTES;
  }

  private static String text(FieldSchema key, long row) {
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
}
