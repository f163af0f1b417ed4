package dev.refloat.local.sample;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Hands each finished page to the file at once, so that a row group of any size takes one page of
 * heap.
 */
final class ColumnPages implements PageWriter {
  private final ParquetFileWriter file;

  ColumnPages(ParquetFileWriter file) {
    this.file = file;
  }

  /** The one that parquet's column writer calls. */
  @Override
  public void writePage(
      BytesInput bytes,
      int values,
      int rows,
      Statistics<?> statistics,
      SizeStatistics sizes,
      GeospatialStatistics geospatial,
      Encoding repetition,
      Encoding definition,
      Encoding encoding)
      throws IOException {
    writePage(bytes, values, rows, statistics, repetition, definition, encoding);
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int values,
      int rows,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding encoding)
      throws IOException {
    file.writeDataPage(
        values,
        Math.toIntExact(bytes.size()),
        bytes,
        statistics,
        rows,
        repetition,
        definition,
        encoding);
  }

  @Override
  @Deprecated
  public void writePage(
      BytesInput bytes,
      int values,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding encoding) {
    throw new UnsupportedOperationException("A page without a row count");
  }

  @Override
  public void writePageV2(
      int rows,
      int nulls,
      int values,
      BytesInput repetition,
      BytesInput definition,
      Encoding encoding,
      BytesInput data,
      Statistics<?> statistics) {
    throw new UnsupportedOperationException("Data pages of version 2 are not used");
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) {
    throw new UnsupportedOperationException("Dictionary encoding is off");
  }

  @Override
  public long getMemSize() {
    return 0;
  }

  @Override
  public long allocatedSize() {
    return 0;
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix;
  }
}
