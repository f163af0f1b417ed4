package dev.refloat.content;

import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.EncryptionAlgorithm;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util.FileMetaDataConsumer;

/** Takes a footer as it is read, and adds up the rows of its row groups. */
final class RowGroups extends FileMetaDataConsumer {
  /** No segment has more, and sums of it over all logs of a segment stay far from overflow. */
  private static final long ROWS_MAX = Integer.MAX_VALUE;

  private final long dataEnd;
  private long groupRows;
  private long fileRows = -1;
  private boolean hasSchema;

  /**
   * @param dataEnd where the footer begins in the parquet file: all columns lie before it
   */
  RowGroups(long dataEnd) {
    this.dataEnd = dataEnd;
  }

  /**
   * The rows of the file.
   *
   * @throws MalformedLog where the footer does not say them, or contradicts itself
   */
  long rows() {
    if (!hasSchema) {
      throw new MalformedLog("its parquet footer has no schema");
    }
    if (fileRows < 0 || fileRows > ROWS_MAX) {
      throw new MalformedLog("its parquet footer has no count of rows from 0 to " + ROWS_MAX);
    }
    if (fileRows != groupRows) {
      throw MalformedLog.other("parquet footer's count of rows", fileRows, groupRows);
    }
    return fileRows;
  }

  @Override
  public void addRowGroup(RowGroup group) {
    long rows = group.getNum_rows();
    if (rows < 0 || rows > ROWS_MAX) {
      throw MalformedLog.other("row group's count of rows", rows, "0 to " + ROWS_MAX);
    }
    groupRows += rows;
    List<ColumnChunk> columns = group.getColumns();
    if (columns == null) {
      throw new MalformedLog("a row group in it has no columns");
    }
    columns.forEach(this::requireInside);
  }

  /** A column that is encrypted does not say where it is. */
  private void requireInside(ColumnChunk chunk) {
    ColumnMetaData column = chunk.getMeta_data();
    if (column == null) {
      return;
    }
    long start = column.getData_page_offset();
    if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
      start = Math.min(start, column.getDictionary_page_offset());
    }
    long bytes = column.getTotal_compressed_size();
    if (start < ParquetFooters.MARK_BYTES || bytes < 0 || bytes > dataEnd - start) {
      throw new MalformedLog(
          "a column in it would have %d bytes from byte %d of a parquet file on, whose data ends at %d"
              .formatted(bytes, start, dataEnd));
    }
  }

  @Override
  public void setNumRows(long rows) {
    fileRows = rows;
  }

  @Override
  public void setSchema(List<SchemaElement> schema) {
    hasSchema = !schema.isEmpty();
  }

  @Override
  public void setVersion(int version) {
    // Every version has rows and row groups in the same places.
  }

  @Override
  public void addKeyValueMetaData(KeyValue entry) {
    // What a writer notes for itself.
  }

  @Override
  public void setCreatedBy(String writer) {
    // Told by many, needed by none.
  }

  @Override
  public void setEncryptionAlgorithm(EncryptionAlgorithm algorithm) {
    // Of the columns; their counts are in clear.
  }

  @Override
  public void setFooterSigningKeyMetadata(byte[] key) {
    // The signature is for who has the key.
  }
}
