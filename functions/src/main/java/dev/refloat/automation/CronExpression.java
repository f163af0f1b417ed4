package dev.refloat.automation;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The six fields of a {@code cron(…)}, and which local times fit them. It knows no time zone: the
 * library that it asks is given times of UTC, which has no changes of the clock.
 */
final class CronExpression {
  private static final int LAST_YEAR = 2199;

  /** The library looks a hundred years ahead; this is less. */
  private static final int SIGHT = 99;

  static final CronParser PARSER = new CronParser(definition());

  private final ExecutionTime times;

  /**
   * The day of month that W stands behind, which is looked for among all days: the library leaves
   * the month where its last day is a Sunday, and fails in one that does not have the day.
   */
  private final OptionalInt nearest;

  private CronExpression(ExecutionTime times, OptionalInt nearest) {
    this.times = times;
    this.nearest = nearest;
  }

  /**
   * Reads what stands between the brackets.
   *
   * @throws Refused with a sentence that names the field that is wrong
   */
  static CronExpression parse(String text) {
    Map<CronField, String> fields = CronField.read(text.strip().toUpperCase(Locale.ROOT));
    String dayOfMonth = fields.getOrDefault(CronField.DAY_OF_MONTH, "");
    if (!dayOfMonth.matches("[0-9]+W")) {
      return new CronExpression(times(fields), OptionalInt.empty());
    }
    fields.put(CronField.DAY_OF_MONTH, "*");
    return new CronExpression(
        times(fields), OptionalInt.of(Integer.parseInt(dayOfMonth.replace("W", ""))));
  }

  private static ExecutionTime times(Map<CronField, String> fields) {
    return ExecutionTime.forCron(PARSER.parse(String.join(" ", fields.values())));
  }

  /** The first minute strictly after that fits. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    Optional<LocalDateTime> next = nextOfTimes(after);
    while (next.isPresent() && !fits(next.get().toLocalDate())) {
      next = nextOfTimes(justBefore(next.get().toLocalDate().plusDays(1)));
    }
    return next;
  }

  private boolean fits(LocalDate day) {
    return nearest.isEmpty()
        || (nearest.getAsInt() <= day.lengthOfMonth()
            && day.equals(nearestWeekday(day.withDayOfMonth(nearest.getAsInt()))));
  }

  /** Of the same month: of a first that is a Saturday the third. */
  private static LocalDate nearestWeekday(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
    };
  }

  private Optional<LocalDateTime> nextOfTimes(LocalDateTime after) {
    LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES);
    while (from.getYear() <= LAST_YEAR) {
      Optional<ZonedDateTime> next = times.nextExecution(from.atZone(ZoneOffset.UTC));
      if (next.isPresent()) {
        return next.map(ZonedDateTime::toLocalDateTime);
      }
      from = justBefore(from.toLocalDate().withDayOfYear(1).plusYears(SIGHT));
    }
    return Optional.empty();
  }

  private static LocalDateTime justBefore(LocalDate day) {
    return day.atStartOfDay().minusMinutes(1);
  }

  private static CronDefinition definition() {
    return CronDefinitionBuilder.defineCron()
        .withMinutes()
        .withValidRange(0, 59)
        .withStrictRange()
        .and()
        .withHours()
        .withValidRange(0, 23)
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .withValidRange(1, 31)
        .supportsL()
        .supportsW()
        .supportsLW()
        .supportsQuestionMark()
        .withStrictRange()
        .and()
        .withMonth()
        .withValidRange(1, 12)
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(1, 7)
        .withMondayDoWValue(2)
        .supportsL()
        .supportsHash()
        .supportsQuestionMark()
        .withStrictRange()
        .and()
        .withYear()
        .withValidRange(1970, LAST_YEAR)
        .withStrictRange()
        .and()
        .instance();
  }

  static Refused malformed(String message) {
    return new Refused(ErrorCode.FIELD_MALFORMED, message);
  }
}
