package dev.refloat.local.sample;

import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;

import java.io.IOException;
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
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Writes the payload of a v1 log: a parquet file with one column {@code val} in one row group,
 * typed as Milvus's {@code payload_writer.go} types it.
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

  /**
   * Writes rows {@code first} to {@code first + count - 1} and closes the file. Returns the bytes
   * the values have in memory.
   */
  static long write(Spool file, PrimitiveType type, Values values, long first, int count)
      throws IOException {
    MessageType schema = new MessageType("schema", type);
    ColumnDescriptor column = schema.getColumns().getFirst();
    ParquetProperties properties =
        ParquetProperties.builder()
            .withDictionaryEncoding(false)
            .withPageSize(PAGE_BYTES)
            .withSizeStatisticsEnabled(false)
            .build();
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
      writer.startColumn(column, count, CompressionCodecName.UNCOMPRESSED);
      try (ColumnPages pages = new ColumnPages(writer);
          ColumnWriteStoreV1 store = new ColumnWriteStoreV1(schema, ignored -> pages, properties)) {
        ColumnWriter cells = store.getColumnWriter(column);
        for (long row = first; row < first + count; row++) {
          memory += values.write(row, cells);
          store.endRecord();
        }
        store.flush();
      }
      writer.endColumn();
      writer.endBlock();
      writer.end(Map.of());
    }
    return memory;
  }

  /** The column of a field. */
  static PrimitiveType type(Meta.Field field) {
    Repetition repetition = field.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    return switch (field.dataType()) {
      case BOOL -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(NAME);
      case INT8 -> integer(PrimitiveTypeName.INT32, repetition, Byte.SIZE);
      case INT16 -> integer(PrimitiveTypeName.INT32, repetition, Short.SIZE);
      case INT32 -> integer(PrimitiveTypeName.INT32, repetition, Integer.SIZE);
      case INT64 -> integer(PrimitiveTypeName.INT64, repetition, Long.SIZE);
      case FLOAT -> Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(NAME);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(NAME);
      case STRING, VARCHAR ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition).as(stringType()).named(NAME);
      case ARRAY, JSON, SPARSE_FLOAT_VECTOR ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition).named(NAME);
      case BINARY_VECTOR, FLOAT_VECTOR, FLOAT16_VECTOR ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(field.dataType().vectorBytes(field.dim()))
              .named(NAME);
    };
  }

  private static PrimitiveType integer(PrimitiveTypeName type, Repetition repetition, int bits) {
    return Types.primitive(type, repetition).as(intType(bits, true)).named(NAME);
  }
}
