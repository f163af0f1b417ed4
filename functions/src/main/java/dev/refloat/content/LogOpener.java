package dev.refloat.content;

import dev.refloat.content.SegmentLogs.Log;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

/**
 * Opens one log: its envelope where it has one, and the footer of each parquet file in it.
 *
 * <p>A log of up to 64 KiB takes one read. A larger one takes a read of its head, one for each
 * parquet file in it, and another for a footer above 16 KiB; it is never read whole.
 */
public final class LogOpener {
  private final ParquetFooters footers = new ParquetFooters();

  /** Reads that a log of so many bytes takes at least; no more where it is as writers write it. */
  public static int reads(long bytes) {
    return bytes <= LogBytes.WHOLE_BYTES ? 1 : 2;
  }

  /**
   * How many rows, or deletes, a log has.
   *
   * @throws Refused BACKUP_DAMAGED naming the file, what is wrong with it and what to do
   */
  public long rows(SegmentLogs logs, Log log, RangeReader reader) {
    try {
      var bytes = new LogBytes(reader, log.size());
      return isBare(logs, bytes)
          ? footers.rows(bytes, 0, bytes.size(), 0)
          : envelopedRows(logs, log, bytes);
    } catch (MalformedLog e) {
      throw new Refused(
          ErrorCode.BACKUP_DAMAGED,
          "The file %s of the backup was copied as it is, but cannot be opened: %s. Bring back an older version of it, or restore from another backup; verify FILES restores it without opening it."
              .formatted(logs.sourceKey(log), e.getMessage()),
          e);
    }
  }

  /**
   * Insert logs of a packed segment are parquet files. Of delta logs the meta does not say it: who
   * packs segments may write the deletes of all of them so, L0 included.
   */
  private static boolean isBare(SegmentLogs logs, LogBytes bytes) {
    if (logs.type() == LogType.INSERT) {
      return logs.isPacked();
    }
    return bytes.at(0, Integer.BYTES, 4 << 10, "magic number").getInt() == ParquetFooters.MARK;
  }

  private long envelopedRows(SegmentLogs logs, Log log, LogBytes bytes) {
    Descriptor descriptor = Descriptor.read(bytes);
    descriptor.requireIds(logs, log);
    return new DataEvents(bytes, logs.type(), footers).rows(descriptor.end());
  }
}
