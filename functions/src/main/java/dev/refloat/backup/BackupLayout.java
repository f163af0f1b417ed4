package dev.refloat.backup;

import java.util.List;

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
    return location.key(
        INSERT + folder(collectionId, segment) + "/" + log.fieldId() + "/" + log.logId());
  }

  public String deltaLog(long collectionId, SegmentMeta segment, LogMeta log) {
    return location.key(DELTA + folder(collectionId, segment) + "/" + log.logId());
  }

  /** What every object of the data starts with. */
  public String dataPrefix() {
    return location.key(BINLOGS);
  }

  /** What the objects of one collection start with, in the order of the keys. */
  List<String> collectionPrefixes(long collectionId) {
    return List.of(
        location.key(DELTA + collectionId + "/"), location.key(INSERT + collectionId + "/"));
  }

  private static String folder(long collectionId, SegmentMeta segment) {
    String partition = collectionId + "/" + segment.partitionId();
    boolean grouped =
        segment.groupId().isPresent() && segment.partitionId() != SegmentMeta.ALL_PARTITIONS;
    String middle = grouped ? partition + "/" + segment.groupId().getAsLong() : partition;
    return middle + "/" + segment.segmentId();
  }
}
