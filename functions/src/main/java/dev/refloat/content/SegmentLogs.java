package dev.refloat.content;

import java.util.List;

/**
 * The logs of one type of one segment, as the plan says them: one line of its {@code
 * segments.jsonl}.
 *
 * @param collection id in the backup, as are the next two: a restore changes keys and no bytes
 * @param partition −1 for deletes of all partitions
 * @param storageVersion of the segment: 2 for parquet files of column groups, less for an envelope
 *     around the parquet file of each field
 * @param rows of the segment as the meta says them; means nothing for deletes
 * @param source what the keys in the backup begin with, up to and with the slash before {@link
 *     Log#tail}
 * @param destination the same of the keys in the cluster
 */
public record SegmentLogs(
    LogType type,
    long collection,
    long partition,
    long segment,
    int storageVersion,
    long rows,
    String source,
    String destination,
    List<Log> logs) {
  static final int PACKED = 2;

  public SegmentLogs {
    logs = List.copyOf(logs);
  }

  /**
   * One file.
   *
   * @param field or column group; −1 of a delta log, as its own descriptor says
   * @param tail of its key, which is the same in the backup and in the cluster
   * @param size in bytes
   */
  public record Log(long field, String tail, long size) {}

  public String destinationKey(Log log) {
    return destination + log.tail();
  }

  String sourceKey(Log log) {
    return source + log.tail();
  }

  boolean isPacked() {
    return storageVersion == PACKED;
  }
}
