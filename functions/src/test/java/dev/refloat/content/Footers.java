package dev.refloat.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Makes parquet files of which only the footer means something. */
final class Footers {
  static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** Bytes of data before the footer. */
  static final int DATA = 100;

  private Footers() {}

  static FileMetaData meta(long rows, long... groups) {
    List<RowGroup> rowGroups = new ArrayList<>();
    for (long count : groups) {
      rowGroups.add(group(count, MARK.length, DATA));
    }
    return new FileMetaData(1, List.of(new SchemaElement("schema")), rows, rowGroups);
  }

  static RowGroup group(long rows, long start, long bytes) {
    var column =
        new ColumnMetaData(
            Type.INT64,
            List.of(Encoding.PLAIN),
            List.of("val"),
            CompressionCodec.UNCOMPRESSED,
            rows,
            bytes,
            bytes,
            start);
    var chunk = new ColumnChunk(0);
    chunk.setMeta_data(column);
    return new RowGroup(List.of(chunk), bytes, rows);
  }

  static byte[] file(FileMetaData meta) {
    var footer = new ByteArrayOutputStream();
    try {
      Util.writeFileMetaData(meta, footer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file(footer.toByteArray());
  }

  static byte[] file(byte[] footer) {
    return file(footer, DATA);
  }

  static byte[] file(byte[] footer, int data) {
    return ByteBuffer.allocate(2 * MARK.length + data + footer.length + Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARK)
        .put(new byte[data])
        .put(footer)
        .putInt(footer.length)
        .put(MARK)
        .array();
  }
}
