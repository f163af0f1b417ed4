package dev.refloat.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.apache.parquet.format.Util;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;

/**
 * Reads how many rows a parquet file has, from its footer: {@code PAR1}, data, footer, length of
 * the footer i32, {@code PAR1}.
 *
 * <p>A footer says lengths too, and may be made to lie: none is believed beyond the bytes that are
 * there, and row groups are dealt with one after the other.
 */
final class ParquetFooters {
  static final int MARK_BYTES = 4;

  /** Both marks and the length, with a footer that says nothing. */
  static final int LEAST_BYTES = 2 * MARK_BYTES + Integer.BYTES;

  private static final int END_BYTES = Integer.BYTES + MARK_BYTES;

  /** "PAR1", little endian. */
  static final int MARK = 0x31524150;

  /** "PARE": the footer is encrypted. */
  private static final int ENCRYPTED_MARK = 0x45524150;

  /** Read at once at the end of a file; the footer of one column has some 300 bytes. */
  private static final int AHEAD = 16 << 10;

  /** A file of a thousand row groups of a hundred columns has about as much. */
  private static final int FOOTER_BYTES_MAX = 16 << 20;

  /** No structure of the format is nested deeper; a footer of nothing but brackets may be. */
  private static final int DEPTH_MAX = 32;

  /** Footers that are larger than {@link #AHEAD} and in memory at once. */
  private final Semaphore large = new Semaphore(4);

  static {
    TProtocolUtil.setMaxSkipDepth(DEPTH_MAX);
  }

  /**
   * The rows of one parquet file.
   *
   * @param start of the file in the log
   * @param end of the file in the log, exclusive
   * @param following bytes behind it that will be asked for next, if the log goes on
   * @throws MalformedLog where it is none
   */
  long rows(LogBytes bytes, long start, long end, int following) {
    if (end > bytes.size() || end - start < LEAST_BYTES) {
      throw new MalformedLog(
          "a parquet file in it would go from byte %d to %d, but it has %d"
              .formatted(start, end, bytes.size()));
    }
    requireMark(bytes.at(start, MARK_BYTES, MARK_BYTES, "parquet file").getInt(), "begins");
    long tail = Math.max(start, end - AHEAD);
    bytes.at(
        tail, (int) (end - tail), (int) (end - tail) + following + MARK_BYTES, "parquet footer");
    ByteBuffer last = bytes.at(end - END_BYTES, END_BYTES, END_BYTES, "parquet footer");
    requireMark(last.getInt(Integer.BYTES), "ends");
    int length = last.getInt(0);
    if (length <= 0 || length > end - start - LEAST_BYTES || length > FOOTER_BYTES_MAX) {
      throw MalformedLog.other(
          "parquet footer",
          length + " bytes long",
          "1 to " + Math.min(end - start - LEAST_BYTES, FOOTER_BYTES_MAX));
    }
    long footer = end - END_BYTES - length;
    if (footer >= tail) {
      return rowsOf(bytes, start, footer, length);
    }
    large.acquireUninterruptibly();
    try {
      return rowsOf(bytes, start, footer, length);
    } finally {
      large.release();
    }
  }

  private static long rowsOf(LogBytes bytes, long start, long footer, int length) {
    ByteBuffer text = bytes.at(footer, length, length, "parquet footer");
    var counting = new RowGroups(footer - start);
    try {
      var in = new ByteArrayInputStream(text.array(), text.arrayOffset() + text.position(), length);
      Util.readFileMetaData(in, counting, false, null, null, length);
    } catch (IOException | RuntimeException e) {
      throw e instanceof MalformedLog malformed
          ? malformed
          : new MalformedLog("its parquet footer cannot be read", e);
    }
    return counting.rows();
  }

  private static void requireMark(int mark, String where) {
    if (mark == ENCRYPTED_MARK) {
      throw new MalformedLog("its parquet file is encrypted, which cannot be opened");
    }
    if (mark != MARK) {
      throw new MalformedLog("a parquet file in it %s without PAR1".formatted(where));
    }
  }
}
