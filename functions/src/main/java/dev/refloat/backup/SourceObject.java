package dev.refloat.backup;

/**
 * An object of a backup that is there, as the meta says it.
 *
 * @param partitionId {@link SegmentMeta#ALL_PARTITIONS} for deletes of all partitions
 * @param fieldId the field or column group; {@link LogMeta#NO_FIELD} for a delta log
 * @param key in the backup's bucket
 * @param size in bytes
 * @param eTag as S3 lists it, quotes included, so that it can be given back as a condition
 */
public record SourceObject(
    LogKind kind,
    long partitionId,
    long segmentId,
    long fieldId,
    String logId,
    String key,
    long size,
    String eTag) {}
