package dev.refloat.local.sample;

/**
 * One log of the backup.
 *
 * @param partition the name of its partition; empty for deletes of all partitions
 * @param segmentId in the backup
 * @param fieldId of an insert log, {@link #NO_FIELD} for a delta log
 * @param logId unique in the backup; a restore keeps it
 * @param key below the backup's folder
 * @param size in bytes
 */
public record LogObject(
    Kind kind, String partition, long segmentId, long fieldId, long logId, String key, long size) {
  /** The field of a delta log. */
  public static final long NO_FIELD = -1;

  /** What a log holds. */
  public enum Kind {
    INSERT,
    DELTA
  }
}
