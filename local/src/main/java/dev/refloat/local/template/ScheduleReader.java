package dev.refloat.local.template;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an event of the type {@code ScheduleV2}. */
final class ScheduleReader {
  /** How hard EventBridge tries: calls in one process need no second try. */
  private static final Set<String> DELIVERY =
      Set.of("DeadLetterConfig", "Description", "FlexibleTimeWindow", "Name", "RetryPolicy");

  private static final Pattern RATE =
      Pattern.compile("rate\\(([1-9][0-9]{0,4}) (minute|hour|day)s?\\)");

  private ScheduleReader() {}

  /** A schedule that is switched off is empty. */
  static Optional<Schedule> read(String name, Section properties, String functionArn) {
    properties.allow(Set.of("ScheduleExpression", "State"), DELIVERY);
    Matcher rate = RATE.matcher(properties.text("ScheduleExpression"));
    if (!rate.matches()) {
      throw properties.error("ScheduleExpression", "the local stack knows rate(…) only");
    }
    long value = Long.parseLong(rate.group(1));
    Duration period =
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(value);
          case "hour" -> Duration.ofHours(value);
          default -> Duration.ofDays(value);
        };
    boolean enabled = !properties.optionalText("State").orElse("ENABLED").equals("DISABLED");
    return enabled ? Optional.of(new Schedule(name, functionArn, period)) : Optional.empty();
  }
}
