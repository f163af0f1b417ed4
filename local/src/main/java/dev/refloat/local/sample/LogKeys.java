package dev.refloat.local.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the logs of a segment lie: in the backup, by its ids, and in the cluster that was backed
 * up.
 */
final class LogKeys {
  /** The partition of a segment whose deletes hold for all partitions. */
  static final long ALL_PARTITIONS = -1;

  private static final String SOURCE_ROOT = "files/";

  private LogKeys() {}

  static String insert(
      long collection, long partition, long group, long segment, long field, long log) {
    return "binlogs/insert_log/"
        + middle(collection, partition, group)
        + "/"
        + segment
        + "/"
        + field
        + "/"
        + log;
  }

  static String delta(long collection, long partition, long group, long segment, long log) {
    return "binlogs/delta_log/" + middle(collection, partition, group) + "/" + segment + "/" + log;
  }

  static String sourceInsert(long collection, long partition, long segment, long field, long log) {
    return SOURCE_ROOT
        + "insert_log/"
        + collection
        + "/"
        + partition
        + "/"
        + segment
        + "/"
        + field
        + "/"
        + log;
  }

  static String sourceDelta(long collection, long partition, long segment, long log) {
    return SOURCE_ROOT + "delta_log/" + collection + "/" + partition + "/" + segment + "/" + log;
  }

  /**
   * Every log of the segment, as a reader finds it: from the meta alone.
   *
   * @param partition its name
   */
  static List<LogObject> of(String partition, Meta.Segment segment) {
    List<LogObject> logs = new ArrayList<>();
    for (Meta.FieldLogs field : segment.binlogs()) {
      for (Meta.Log log : field.binlogs()) {
        String key =
            insert(
                segment.collectionId(),
                segment.partitionId(),
                segment.groupId(),
                segment.segmentId(),
                field.fieldId(),
                log.logId());
        logs.add(
            new LogObject(
                LogObject.Kind.INSERT,
                partition,
                segment.segmentId(),
                field.fieldId(),
                log.logId(),
                key,
                log.logSize()));
      }
    }
    for (Meta.FieldLogs field : segment.deltalogs()) {
      for (Meta.Log log : field.binlogs()) {
        String key =
            delta(
                segment.collectionId(),
                segment.partitionId(),
                segment.groupId(),
                segment.segmentId(),
                log.logId());
        logs.add(
            new LogObject(
                LogObject.Kind.DELTA,
                partition,
                segment.segmentId(),
                LogObject.NO_FIELD,
                log.logId(),
                key,
                log.logSize()));
      }
    }
    return logs;
  }

  private static String middle(long collection, long partition, long group) {
    return partition == ALL_PARTITIONS || group == 0
        ? collection + "/" + partition
        : collection + "/" + partition + "/" + group;
  }
}
