package dev.refloat.backup;

/**
 * One file of a segment.
 *
 * @param fieldId the field of an insert log, or the column group where the segment is packed;
 *     {@link #NO_FIELD} for a delta log
 * @param logId the last part of the object's key; empty where the meta does not say it
 * @param size the object's size in bytes: the writer takes it from a LIST, so it is exact
 */
public record LogMeta(long fieldId, String logId, long size) {
  public static final long NO_FIELD = -1;
}
