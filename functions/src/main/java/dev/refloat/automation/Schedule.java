package dev.refloat.automation;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When something fires again and again, in the words of EventBridge Scheduler: {@code cron(minutes
 * hours day-of-month month day-of-week year)} or {@code rate(value unit)}.
 *
 * <p>A {@code cron} is read in the time zone. A local time that a change to summer time leaves out
 * is skipped; one that a change back brings twice counts once, the first time. A day of a {@code
 * rate} is 24 hours, whatever the clocks do.
 *
 * @param expression of at most 256 characters
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types</a>
 */
public record Schedule(String expression, ZoneId zone) {
  private static final int MAX_LENGTH = 256;
  private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");
  private static final Pattern RATE = Pattern.compile("rate\\((.*)\\)");
  private static final Pattern VALUE_AND_UNIT =
      Pattern.compile("0*([1-9][0-9]{0,5})\\s+(minute|hour|day)s?");

  /** Before the first minute of the first year, in every time zone. */
  private static final Instant BEFORE_ALL = Instant.EPOCH.minus(Duration.ofDays(2));

  /**
   * @throws Refused where the expression cannot be read
   */
  public Schedule {
    if (expression.length() > MAX_LENGTH) {
      throw malformed("when.schedule.expression must be a string of at most 256 characters.");
    }
    if (cron(expression).isEmpty() && rate(expression).isEmpty()) {
      throw malformed(
          "when.schedule.expression must be cron(minutes hours day-of-month month day-of-week year)"
              + " or rate(value unit).");
    }
  }

  /**
   * A schedule as a caller wrote it.
   *
   * @param timeZone a name of the IANA time zone database
   * @throws Refused with a sentence for the caller where one of the two cannot be read, or where no
   *     time from 1970 to 2199 fits the expression. One whose last time has passed is not refused:
   *     it has no next time
   */
  public static Schedule parse(String expression, String timeZone) {
    if (!ZoneRulesProvider.getAvailableZoneIds().contains(timeZone)) {
      throw malformed(
          "when.schedule.timeZone must be the name of a time zone, like Europe/Berlin or UTC.");
    }
    var schedule = new Schedule(expression, ZoneId.of(timeZone));
    if (schedule.next(BEFORE_ALL).isEmpty()) {
      throw malformed(
          "when.schedule.expression never fires: no time from 1970 to 2199 fits it in its time"
              + " zone.");
    }
    return schedule;
  }

  /**
   * The first time strictly after.
   *
   * @param after of a {@code rate} the last time, or the moment from which it counts
   * @return empty where no further time comes; a {@code rate} never ends
   */
  public Optional<Instant> next(Instant after) {
    return rate(expression)
        .map(after::plus)
        .or(() -> cron(expression).flatMap(cron -> next(cron, after)));
  }

  private Optional<Instant> next(CronExpression cron, Instant after) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone);
    for (Optional<LocalDateTime> local = cron.next(from);
        local.isPresent();
        local = cron.next(local.get())) {
      // None in the hour that is left out, two in the one that comes twice, the earlier first. In
      // the second of the two, what is left of it came before `after`.
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local.get());
      if (!offsets.isEmpty()) {
        Instant time = local.get().toInstant(offsets.getFirst());
        if (time.isAfter(after)) {
          return Optional.of(time);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<CronExpression> cron(String expression) {
    Matcher matcher = CRON.matcher(expression);
    return matcher.matches()
        ? Optional.of(CronExpression.parse(matcher.group(1)))
        : Optional.empty();
  }

  private static Optional<Duration> rate(String expression) {
    Matcher matcher = RATE.matcher(expression);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Matcher parts = VALUE_AND_UNIT.matcher(matcher.group(1));
    if (!parts.matches()) {
      throw malformed(
          "when.schedule.expression must have in rate(…) a whole number from 1 to 999999 and one of"
              + " minute, minutes, hour, hours, day, days, like rate(12 hours).");
    }
    long value = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "minute" -> Duration.ofMinutes(value);
          case "hour" -> Duration.ofHours(value);
          default -> Duration.ofDays(value);
        });
  }

  private static Refused malformed(String message) {
    return new Refused(ErrorCode.FIELD_MALFORMED, message);
  }
}
