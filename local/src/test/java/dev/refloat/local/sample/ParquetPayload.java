package dev.refloat.local.sample;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a log as the parquet library reads it: its schema and every value of its one
 * column, null where there is none. Pages are found by their headers here, since the library's own
 * file reader needs Hadoop's classes.
 */
record ParquetPayload(MessageType schema, List<@Nullable Object> values) {
  private static final int MAGIC_AND_LENGTH = 8;
  private static final ParquetMetadataConverter CONVERTER = new ParquetMetadataConverter();

  static ParquetPayload read(byte[] payload) throws IOException {
    String magic = new String(payload, payload.length - 4, 4, StandardCharsets.US_ASCII);
    if (!magic.equals("PAR1")) {
      throw new IOException("The payload ends in " + magic);
    }
    int footer = footerStart(payload);
    ParquetMetadata meta =
        CONVERTER.readParquetMetadata(
            new ByteArrayInputStream(payload, footer, payload.length - footer - MAGIC_AND_LENGTH),
            ParquetMetadataConverter.NO_FILTER);
    MessageType schema = meta.getFileMetaData().getSchema();
    ColumnDescriptor column = schema.getColumns().getFirst();
    List<@Nullable Object> values = new ArrayList<>();
    for (BlockMetaData group : meta.getBlocks()) {
      ColumnReader cells =
          new ColumnReadStoreImpl(
                  new Pages(payload, group),
                  new Ignoring(),
                  schema,
                  meta.getFileMetaData().getCreatedBy())
              .getColumnReader(column);
      for (long left = group.getRowCount(); left > 0; left--) {
        boolean present = cells.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
        values.add(present ? value(cells, column) : null);
        cells.consume();
      }
    }
    return new ParquetPayload(schema, values);
  }

  private static int footerStart(byte[] payload) {
    int end = payload.length - MAGIC_AND_LENGTH;
    return end - ByteBuffer.wrap(payload, end, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static Object value(ColumnReader cells, ColumnDescriptor column) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> cells.getBoolean();
      case INT32 -> cells.getInteger();
      case INT64 -> cells.getLong();
      case FLOAT -> cells.getFloat();
      case DOUBLE -> cells.getDouble();
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> cells.getBinary().copy();
    };
  }

  /** The values as text. */
  List<String> texts() {
    return values.stream()
        .map(value -> ((Binary) Objects.requireNonNull(value)).toStringUsingUTF8())
        .toList();
  }

  /** The pages of one row group's column. */
  private static final class Pages implements PageReadStore, PageReader {
    private final Queue<DataPage> pages = new ArrayDeque<>();
    private final ColumnChunkMetaData chunk;
    private @Nullable DictionaryPage dictionary;
    private long found;

    Pages(byte[] payload, BlockMetaData group) throws IOException {
      chunk = group.getColumns().getFirst();
      ByteArrayInputStream in = new ByteArrayInputStream(payload);
      in.skipNBytes(chunk.getStartingPos());
      while (found < chunk.getValueCount()) {
        PageHeader header = Util.readPageHeader(in);
        byte[] body = in.readNBytes(header.getCompressed_page_size());
        if (chunk.getCodec() == CompressionCodecName.ZSTD) {
          body = Zstd.decompress(body, header.getUncompressed_page_size());
        } else if (chunk.getCodec() != CompressionCodecName.UNCOMPRESSED) {
          throw new IOException("Unexpected codec " + chunk.getCodec());
        }
        add(header, body);
      }
    }

    private void add(PageHeader header, byte[] body) throws IOException {
      switch (Objects.requireNonNull(header.getType())) {
        case DICTIONARY_PAGE -> {
          DictionaryPageHeader of = Objects.requireNonNull(header.getDictionary_page_header());
          dictionary =
              new DictionaryPage(
                  BytesInput.from(body),
                  of.getNum_values(),
                  CONVERTER.getEncoding(of.getEncoding()));
        }
        case DATA_PAGE -> {
          DataPageHeader of = Objects.requireNonNull(header.getData_page_header());
          pages.add(
              new DataPageV1(
                  BytesInput.from(body),
                  of.getNum_values(),
                  body.length,
                  chunk.getStatistics(),
                  CONVERTER.getEncoding(of.getRepetition_level_encoding()),
                  CONVERTER.getEncoding(of.getDefinition_level_encoding()),
                  CONVERTER.getEncoding(of.getEncoding())));
          found += of.getNum_values();
        }
        default -> throw new IOException("Unexpected page " + header.getType());
      }
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
      return this;
    }

    @Override
    public long getRowCount() {
      return chunk.getValueCount();
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
      return dictionary;
    }

    @Override
    public long getTotalValueCount() {
      return found;
    }

    @Override
    public @Nullable DataPage readPage() {
      return pages.poll();
    }
  }

  private static final class Ignoring extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
