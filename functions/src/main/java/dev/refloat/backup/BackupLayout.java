package dev.refloat.backup;

/**
 * The keys of a backup's objects. The meta does not hold them (its paths are those of the bucket
 * that was backed up), so they are rebuilt from ids.
 *
 * <p>Between partition and segment stands the group, in the generations that have one:
 *
 * <ol>
 *   <li>backups of 2023: none;
 *   <li>then: a small number, with several segments in one group;
 *   <li>today: the segment's own id; but none for deletes that concern all partitions (-1).
 * </ol>
 */
public record BackupLayout(BackupLocation location) {
  static final String BINLOGS = "binlogs/";
  private static final String INSERT = BINLOGS + "insert_log/";
  private static final String DELTA = BINLOGS + "delta_log/";

  public String insertLog(long collectionId, SegmentMeta segment, LogMeta log) {
    return key(folder(LogKind.INSERT, collectionId, segment), LogKind.INSERT, log);
  }

  public String deltaLog(long collectionId, SegmentMeta segment, LogMeta log) {
    return key(folder(LogKind.DELTA, collectionId, segment), LogKind.DELTA, log);
  }

  /** What the keys of a segment's logs of one kind start with, slash included. */
  String folder(LogKind kind, long collectionId, SegmentMeta segment) {
    return collectionPrefix(kind, collectionId) + path(segment);
  }

  /** The key of a log in a segment's folder. */
  static String key(String folder, LogKind kind, LogMeta log) {
    return kind == LogKind.INSERT
        ? folder + log.fieldId() + "/" + log.logId()
        : folder + log.logId();
  }

  /** What every object of the data starts with. */
  public String dataPrefix() {
    return location.key(BINLOGS);
  }

  /** What the logs of one kind of a collection start with. */
  String collectionPrefix(LogKind kind, long collectionId) {
    return location.key((kind == LogKind.INSERT ? INSERT : DELTA) + collectionId + "/");
  }

  private static String path(SegmentMeta segment) {
    String partition = segment.partitionId() + "/";
    String group = isGrouped(segment) ? segment.groupId().getAsLong() + "/" : "";
    return partition + group + segment.segmentId() + "/";
  }

  static boolean isGrouped(SegmentMeta segment) {
    return segment.groupId().isPresent() && segment.partitionId() != SegmentMeta.ALL_PARTITIONS;
  }
}
