package dev.refloat.local.sample;

/**
 * Fixed moments of the sample, as Milvus writes time: milliseconds since 1970 shifted left by 18
 * bits, a logical counter below.
 */
final class Timestamps {
  /** 2026-01-01T00:00:00Z. */
  private static final long START_MILLIS = 1_767_225_600_000L;

  private static final int LOGICAL_BITS = 18;

  /** When the rows were inserted. */
  static final long INSERTED = START_MILLIS << LOGICAL_BITS;

  /** When rows were deleted, after {@link #INSERTED}. */
  static final long DELETED = (START_MILLIS + 60_000) << LOGICAL_BITS;

  /** When the logs were written. */
  static final long FLUSHED = (START_MILLIS + 120_000) << LOGICAL_BITS;

  /** When the backup was taken. */
  static final long BACKED_UP = (START_MILLIS + 180_000) << LOGICAL_BITS;

  /** {@link #BACKED_UP} in seconds since 1970. */
  static final long BACKED_UP_SECONDS = START_MILLIS / 1000 + 180;

  private Timestamps() {}
}
