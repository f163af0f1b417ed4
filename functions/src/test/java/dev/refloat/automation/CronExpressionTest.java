package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronExpressionTest {
  private static final int RUNS = 400 * Integer.getInteger("refloat.runs", 1);

  private static final String[] WEEKDAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

  private static Optional<LocalDateTime> next(String expression, LocalDateTime after) {
    return CronExpression.parse(expression).next(after);
  }

  @ParameterizedTest
  @CsvSource({
    "30 2 * * ? *, 2026-01-01T02:29, 2026-01-01T02:30",
    "30 2 * * ? *, 2026-01-01T02:30, 2026-01-02T02:30",
    "30 2 * * ? *, 2026-01-01T02:29:59.9, 2026-01-01T02:30",
    "30 2 * * ? *, 2026-01-01T02:30:00.1, 2026-01-02T02:30",
    "* * * * ? *, 2026-12-31T23:59, 2027-01-01T00:00",
    "*/7 * * * ? *, 2026-01-01T00:56, 2026-01-01T01:00",
    "5/20 * * * ? *, 2026-01-01T00:45, 2026-01-01T01:05",
    "0-10/3 8-9 * * ? *, 2026-01-01T08:09, 2026-01-01T09:00",
    "0 12 L * ? *, 2026-01-31T12:00, 2026-02-28T12:00",
    "0 12 L 2 ? *, 2026-02-28T12:00, 2027-02-28T12:00",
    "0 12 L 2 ? 2028, 2026-02-28T12:00, 2028-02-29T12:00",
    "0 12 LW * ? *, 2026-01-01T00:00, 2026-01-30T12:00",
    "0 12 LW * ? *, 2026-05-01T00:00, 2026-05-29T12:00",
    "0 12 15W * ? *, 2026-02-01T00:00, 2026-02-16T12:00",
    "0 12 1W 8 ? *, 2026-01-01T00:00, 2026-08-03T12:00",
    "0 12 31W * ? *, 2026-01-31T00:00, 2026-03-31T12:00",
    "0 12 31W * ? *, 2026-03-31T12:00, 2026-05-29T12:00",
    "0 12 28W 2 ? 2027, 2026-01-01T00:00, 2027-02-26T12:00",
    "0 12 29W 2 ? *, 2026-01-01T00:00, 2028-02-29T12:00",
    "0 12 ? * 6L *, 2026-01-01T00:00, 2026-01-30T12:00",
    "0 12 ? * FRIL *, 2026-01-30T12:00, 2026-02-27T12:00",
    "0 12 ? * L *, 2026-01-01T00:00, 2026-01-03T12:00",
    "0 12 ? * 3#2 *, 2026-01-01T00:00, 2026-01-13T12:00",
    "0 12 ? * tue#2 *, 2026-01-13T12:00, 2026-02-10T12:00",
    "0 12 ? * 1#5 *, 2026-04-01T00:00, 2026-05-31T12:00",
    "0 12 ? * 1 *, 2026-01-01T00:00, 2026-01-04T12:00",
    "0 12 ? * 7 *, 2026-01-01T00:00, 2026-01-03T12:00",
    "0 12 ? * MON-FRI *, 2026-01-02T12:00, 2026-01-05T12:00",
    "'0 12 ? jan,JUL SUN,WED *', 2026-01-28T12:00, 2026-07-01T12:00",
    "0 12 29 2 ? *, 2026-01-01T00:00, 2028-02-29T12:00",
    "0 0 1 1 ? 2026-2028, 2027-01-01T00:00, 2028-01-01T00:00",
    "0 0 1 1 ? 2199, 1970-01-01T00:00, 2199-01-01T00:00",
    "00 05 01 01 ? */50, 2026-01-01T00:00, 2070-01-01T05:00",
  })
  void theNextTimeIsTheFirstThatFitsAllSixFields(
      String expression, LocalDateTime after, LocalDateTime expected) {
    assertThat(next(expression, after)).contains(expected);
    assertThat(EveryMinute.of(upper(expression)).next(after)).contains(expected);
  }

  private static String upper(String expression) {
    return expression.toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 1 1 ? 2026-2028, 2028-01-01T00:00",
    "59 23 31 12 ? 2199, 2199-12-31T23:59",
    "* * * * ? *, 2199-12-31T23:59",
    "* * * * ? *, 2200-06-01T00:00",
    "0 0 30 2 ? *, 1969-12-31T23:59",
    "'0 0 31 4,6,9,11 ? *', 1969-12-31T23:59",
    "0 0 30W 2 ? *, 1969-12-31T23:59",
    "0 0 29 2 ? 2100, 1969-12-31T23:59",
  })
  void thereIsNoNextTimeWhereNoneFits(String expression, LocalDateTime after) {
    assertThat(next(expression, after)).isEmpty();
  }

  @Test
  void itIsWhatLookingAtEveryMinuteFinds() {
    for (int seed = 0; seed < RUNS; seed++) {
      var random = new SplittableRandom(seed);
      String expression = expression(random);
      LocalDateTime after =
          LocalDateTime.of(2020, 1, 1, 0, 0).plusMinutes(random.nextInt(20 * 365 * 24 * 60));
      CronExpression read = CronExpression.parse(expression);
      EveryMinute plain = EveryMinute.of(expression);
      for (int i = 0; i < 3; i++) {
        Optional<LocalDateTime> expected = plain.next(after);
        assertThat(read.next(after))
            .as("seed %d: %s after %s", seed, expression, after)
            .isEqualTo(expected);
        after = expected.orElse(after);
      }
    }
  }

  @Test
  void whateverIsWrittenIsReadOrRefused() {
    String[] pieces = {"", "*", "?", "0", "5", "31", "W", "L", "#", "-", "/", ",", "|", " ", "FRI"};
    int read = 0;
    for (int seed = 0; seed < 10 * RUNS; seed++) {
      var random = new SplittableRandom(seed);
      var expression = new StringBuilder(expression(random));
      int at = random.nextInt(expression.length());
      int until = Math.min(expression.length(), at + random.nextInt(2));
      expression.replace(at, until, pieces[random.nextInt(pieces.length)]);
      try {
        CronExpression.parse(expression.toString());
        read++;
      } catch (Refused e) {
        assertThat(e.reason()).contains("when.schedule.expression must");
      } catch (RuntimeException e) {
        throw new AssertionError(expression.toString(), e);
      }
    }
    assertThat(read).isBetween(RUNS, 9 * RUNS);
  }

  private static String expression(SplittableRandom random) {
    boolean byWeekday = random.nextBoolean();
    return String.join(
        " ",
        list(random, 0, 59),
        list(random, 0, 23),
        byWeekday ? "?" : dayOfMonth(random),
        random.nextInt(3) == 0 ? "FEB" : list(random, 1, 12),
        byWeekday ? dayOfWeek(random) : "?",
        random.nextInt(3) == 0 ? list(random, 2000, 2199) : "*");
  }

  private static String dayOfMonth(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> "L";
      case 1 -> "LW";
      case 2 -> (1 + random.nextInt(31)) + "W";
      default -> list(random, 1, 31);
    };
  }

  private static String dayOfWeek(SplittableRandom random) {
    String day = WEEKDAYS[random.nextInt(7)];
    return switch (random.nextInt(5)) {
      case 0 -> "L";
      case 1 -> day + "L";
      case 2 -> day + "#" + (1 + random.nextInt(5));
      default -> random.nextBoolean() ? day : list(random, 1, 7);
    };
  }

  private static String list(SplittableRandom random, int least, int most) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(i -> item(random, least, most))
        .collect(Collectors.joining(","));
  }

  private static String item(SplittableRandom random, int least, int most) {
    int first = random.nextInt(least, most + 1);
    int last = random.nextInt(first, most + 1);
    int step = 1 + random.nextInt(most - least);
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> "*/" + step;
      case 2 -> first + "/" + step;
      case 3 -> first + "-" + last;
      case 4 -> first + "-" + last + "/" + step;
      default -> Integer.toString(first);
    };
  }

  private static void assertRefused(String expression, String reason) {
    assertThatThrownBy(() -> CronExpression.parse(expression))
        .as(expression)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_MALFORMED);
              assertThat(refused.reason()).startsWith(reason);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60",
        "-1",
        "+5",
        "/5",
        "*/0",
        "*/60",
        "1,,2",
        "1,",
        "10-5",
        "1-2-3",
        "0/5/2",
        "?",
        "L",
        "*-5",
        "0|5",
        "99999999999",
        "H",
        "ä"
      })
  void minutesThatAreNoneAreToldAsMinutes(String minutes) {
    assertRefused(
        minutes + " 0 * * ? *",
        "The minutes of when.schedule.expression must be numbers from 0 to 59, with * , - and / and"
            + " no range backwards.");
  }

  @ParameterizedTest
  @CsvSource({
    "0 24 * * ? *, The hours of when.schedule.expression must be numbers from 0 to 23",
    "0 0 0 * ? *, The day of month of when.schedule.expression must be",
    "0 0 32 * ? *, The day of month of when.schedule.expression must be",
    "0 0 32W * ? *, The day of month of when.schedule.expression must be",
    "0 0 W * ? *, The day of month of when.schedule.expression must be",
    "0 0 L-3 * ? *, The day of month of when.schedule.expression must be",
    "'0 0 1,15W * ? *', The day of month of when.schedule.expression must be",
    "'0 0 1,L * ? *', The day of month of when.schedule.expression must be",
    "0 0 1 13 ? *, The month of when.schedule.expression must be numbers from 1 to 12 or names",
    "0 0 1 JANUARY ? *, The month of when.schedule.expression must be",
    "0 0 1 DEC-JAN ? *, The month of when.schedule.expression must be",
    "0 0 ? * 0 *, The day of week of when.schedule.expression must be",
    "0 0 ? * 8 *, The day of week of when.schedule.expression must be",
    "0 0 ? * FRI-MON *, The day of week of when.schedule.expression must be",
    "0 0 ? * 6# *, The day of week of when.schedule.expression must be",
    "0 0 ? * 6#6 *, The day of week of when.schedule.expression must be",
    "'0 0 ? * 2#1,6#3 *', The day of week of when.schedule.expression must be",
    "0 0 1 1 ? 1969, The year of when.schedule.expression must be numbers from 1970 to 2199",
    "0 0 1 1 ? 2200, The year of when.schedule.expression must be numbers from 1970 to 2199",
    "0 0 * * * *, when.schedule.expression must have a ? as day of month or as day of week",
    "0 0 ? * ? *, when.schedule.expression must have a ? as day of month or as day of week",
    "0 0 * * ?, when.schedule.expression must have six fields in cron(…)",
    "0 0 0 * * ? *, when.schedule.expression must have six fields in cron(…)",
    "0 0 * * ? * || 0 5 * * ? *, when.schedule.expression must have six fields in cron(…)",
    "@daily, when.schedule.expression must have six fields in cron(…)",
    "'', when.schedule.expression must have six fields in cron(…)",
  })
  void whatCannotBeReadIsToldByTheFieldThatIsWrong(String expression, String reason) {
    assertRefused(expression, reason);
  }
}
