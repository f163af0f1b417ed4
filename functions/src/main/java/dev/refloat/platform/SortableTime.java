package dev.refloat.platform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Instants as text that sorts like time, for sort keys: {@link Instant#toString} drops zeros at the
 * end.
 */
public final class SortableTime {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private SortableTime() {}

  /** With milliseconds, always three digits. */
  public static String of(Instant instant) {
    return MILLISECONDS.format(instant);
  }
}
