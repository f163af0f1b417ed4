package dev.refloat.content;

import java.nio.ByteBuffer;

/**
 * The data events of an enveloped log, one behind the other to its end: timestamp u64, type i8,
 * event length i32, next position i32, start and end timestamp u64, then a parquet file. They are
 * found by their lengths; the next position is −1 in files of many writers.
 */
final class DataEvents {
  private static final int HEAD_BYTES = 33;
  private static final int TYPE_AT = 8;
  private static final int LENGTH_AT = 9;

  /** Writers write one, or a few; a log of a million tiny ones would take a million reads. */
  static final int MOST = 4096;

  private final LogBytes bytes;
  private final LogType type;
  private final ParquetFooters footers;

  DataEvents(LogBytes bytes, LogType type, ParquetFooters footers) {
    this.bytes = bytes;
    this.type = type;
    this.footers = footers;
  }

  /**
   * The rows of all of them.
   *
   * @param first where they begin
   * @throws MalformedLog where they do not end with the log, or one is malformed
   */
  long rows(long first) {
    long rows = 0;
    int events = 0;
    long at = first;
    while (at < bytes.size()) {
      if (++events > MOST) {
        throw new MalformedLog("it has more than %d data events".formatted(MOST));
      }
      ByteBuffer head = bytes.at(at, HEAD_BYTES, HEAD_BYTES + ParquetFooters.MARK_BYTES, "event");
      long end = at + length(head, events);
      rows += footers.rows(bytes, at + HEAD_BYTES, end, HEAD_BYTES);
      at = end;
    }
    if (events == 0) {
      throw new MalformedLog("it has no data event");
    }
    return rows;
  }

  private int length(ByteBuffer head, int event) {
    if (head.get(TYPE_AT) != type.eventType()) {
      throw MalformedLog.other(
          "event %d's type".formatted(event), head.get(TYPE_AT), type.eventType());
    }
    int length = head.getInt(LENGTH_AT);
    if (length < HEAD_BYTES + ParquetFooters.LEAST_BYTES) {
      throw MalformedLog.other(
          "event %d's length".formatted(event),
          length,
          "at least " + (HEAD_BYTES + ParquetFooters.LEAST_BYTES));
    }
    return length;
  }
}
