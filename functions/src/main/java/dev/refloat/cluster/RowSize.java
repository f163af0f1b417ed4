package dev.refloat.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/**
 * How large the row of an entry will be: takes the entry's JSON as it is written elsewhere, and
 * compresses it only until it is too large for a row.
 */
public final class RowSize extends OutputStream {
  private final Counted counted = new Counted();
  private final GZIPOutputStream gzip;
  private boolean ended;

  public RowSize() {
    try {
      gzip = new GZIPOutputStream(counted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] b, int offset, int length) throws IOException {
    if (counted.bytes <= Catalogue.DETAIL_LIMIT) {
      gzip.write(b, offset, length);
    }
  }

  /** Ends it; what is behind it is not counted. */
  @Override
  public void close() throws IOException {
    if (!ended) {
      ended = true;
      gzip.close();
    }
  }

  /** Bytes of the detail in the row, once closed; empty where the entry needs a manifest. */
  public OptionalLong bytes() {
    return counted.bytes <= Catalogue.DETAIL_LIMIT
        ? OptionalLong.of(counted.bytes)
        : OptionalLong.empty();
  }
}
