package dev.refloat.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the contract has them: ISO-8601, whole seconds, Z. */
final class Times {
  private Times() {}

  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
