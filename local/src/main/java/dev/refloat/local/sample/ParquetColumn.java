package dev.refloat.local.sample;

import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Writes a parquet file with one row group, its columns typed as Milvus's {@code payload_writer.go}
 * types them. The payload of a v1 log has one column, {@code val}.
 *
 * <p>Not compressed, where Milvus uses zstd: the codecs are native libraries, and random vectors
 * would not shrink. The pages go to the file writer directly because parquet's record writers need
 * Hadoop's classes even to be compiled against.
 */
final class ParquetColumn {
  private static final String NAME = "val";
  private static final int PAGE_BYTES = 1 << 20;
  private static final int TRUNCATE = 64;

  /** Writes the value of one row. */
  interface Values {
    /** Returns the bytes that the value has in memory. */
    int write(long row, ColumnWriter column);
  }

  private ParquetColumn() {}

  /** A column and what is in it. */
  record Filled(PrimitiveType type, Values values) {}

  /**
   * Writes rows {@code first} to {@code first + count - 1} of the columns, one behind the other,
   * and closes the file. Returns the bytes the values have in memory.
   */
  static long write(Spool file, List<Filled> columns, long first, int count) throws IOException {
    MessageType schema =
        new MessageType("schema", columns.stream().<Type>map(Filled::type).toList());
    long memory = 0;
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            file,
            schema,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            TRUNCATE,
            Integer.MAX_VALUE,
            false)) {
      writer.start();
      writer.startBlock(count);
      for (Filled column : columns) {
        memory += write(writer, column, first, count);
      }
      writer.endBlock();
      writer.end(Map.of());
    }
    return memory;
  }

  private static long write(ParquetFileWriter writer, Filled filled, long first, int count)
      throws IOException {
    MessageType schema = new MessageType("schema", filled.type());
    ColumnDescriptor column = schema.getColumns().getFirst();
    ParquetProperties properties =
        ParquetProperties.builder()
            .withDictionaryEncoding(false)
            .withPageSize(PAGE_BYTES)
            .withSizeStatisticsEnabled(false)
            .build();
    long memory = 0;
    writer.startColumn(column, count, CompressionCodecName.UNCOMPRESSED);
    try (ColumnPages pages = new ColumnPages(writer);
        ColumnWriteStoreV1 store = new ColumnWriteStoreV1(schema, ignored -> pages, properties)) {
      ColumnWriter cells = store.getColumnWriter(column);
      for (long row = first; row < first + count; row++) {
        memory += filled.values().write(row, cells);
        store.endRecord();
      }
      store.flush();
    }
    writer.endColumn();
    return memory;
  }

  /** The one column of a log that has a field alone. */
  static PrimitiveType type(FieldSchema field) {
    return type(field, NAME);
  }

  /** One of the columns of a log of a column group, named after its field's id. */
  static PrimitiveType packedType(FieldSchema field) {
    String id = Long.toString(field.fieldId());
    return type(field, id).withId(Math.toIntExact(field.fieldId()));
  }

  private static PrimitiveType type(FieldSchema field, String name) {
    Repetition repetition = field.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (field.dataType()) {
      case BOOL -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INT8 -> integer(PrimitiveTypeName.INT32, repetition, Byte.SIZE, name);
      case INT16 -> integer(PrimitiveTypeName.INT32, repetition, Short.SIZE, name);
      case INT32 -> integer(PrimitiveTypeName.INT32, repetition, Integer.SIZE, name);
      case INT64, TIMESTAMPTZ -> integer(PrimitiveTypeName.INT64, repetition, Long.SIZE, name);
      case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case STRING, VARCHAR, TEXT ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition).as(stringType()).named(name);
      case ARRAY, JSON, GEOMETRY, SPARSE_FLOAT_VECTOR ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
      case BINARY_VECTOR, FLOAT_VECTOR, FLOAT16_VECTOR, BFLOAT16_VECTOR, INT8_VECTOR ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(field.dataType().vectorBytes(field.dim()))
              .named(name);
    };
  }

  private static PrimitiveType integer(
      PrimitiveTypeName type, Repetition repetition, int bits, String name) {
    return Types.primitive(type, repetition).as(intType(bits, true)).named(name);
  }
}
