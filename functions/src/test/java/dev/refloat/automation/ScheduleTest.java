package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {
  /** The first {@code count} times after. */
  private static List<Instant> times(String expression, String zone, String after, int count) {
    Schedule schedule = Schedule.parse(expression, zone);
    return Stream.iterate(Instant.parse(after), time -> schedule.next(time).orElse(Instant.MAX))
        .skip(1)
        .limit(count)
        .toList();
  }

  private static List<Instant> instants(String times) {
    return Stream.of(times.split(" ", -1)).map(Instant::parse).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-07-01T12:30:00Z",
    "Europe/Berlin, 2026-07-01T10:30:00Z",
    "America/New_York, 2026-07-01T16:30:00Z",
    "Australia/Lord_Howe, 2026-07-01T02:00:00Z",
    "Asia/Kathmandu, 2026-07-01T06:45:00Z",
    "Etc/GMT+5, 2026-07-01T17:30:00Z",
  })
  void anExpressionIsReadInItsTimeZone(String zone, Instant expected) {
    assertThat(Schedule.parse("cron(30 12 1 7 ? 2026)", zone).next(Instant.EPOCH))
        .contains(expected);
  }

  /** Clocks go from 2:00 to 3:00, in Lord Howe to 2:30. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 30 2 * * ? *, 2026-03-28T00:00:00Z, 2026-03-28T01:30:00Z 2026-03-30T00:30:00Z",
    "Europe/Berlin, 0 2 29 3 ? *, 2026-01-01T00:00:00Z, 2027-03-29T00:00:00Z 2028-03-29T00:00:00Z",
    "Europe/Berlin, 0 3 * * ? *, 2026-03-28T00:00:00Z, 2026-03-28T02:00:00Z 2026-03-29T01:00:00Z",
    "Europe/Berlin, 0/30 * * * ? *, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z",
    "Europe/Berlin, 59 1 * * ? *, 2026-03-28T12:00:00Z, 2026-03-29T00:59:00Z 2026-03-29T23:59:00Z",
    "America/New_York, 30 2 * * ? *, 2026-03-07T08:00:00Z, 2026-03-09T06:30:00Z 2026-03-10T06:30:00Z",
    "America/New_York, 0 * * * ? *, 2026-03-08T06:00:00Z, 2026-03-08T07:00:00Z 2026-03-08T08:00:00Z",
    "Australia/Lord_Howe, 15 2 * * ? *, 2026-10-02T16:00:00Z, 2026-10-04T15:15:00Z 2026-10-05T15:15:00Z",
    "Australia/Lord_Howe, 30 2 * * ? *, 2026-10-02T16:30:00Z, 2026-10-03T15:30:00Z 2026-10-04T15:30:00Z",
    "UTC, 30 2 * * ? *, 2026-03-28T12:00:00Z, 2026-03-29T02:30:00Z 2026-03-30T02:30:00Z",
  })
  void aTimeThatAChangeToSummerTimeLeavesOutIsSkipped(
      String zone, String fields, String after, String expected) {
    assertThat(times("cron(" + fields + ")", zone, after, 2)).isEqualTo(instants(expected));
  }

  /** Clocks go from 3:00 to 2:00, in New York from 2:00 to 1:00, in Lord Howe to 1:30. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 30 2 * * ? *, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
    "Europe/Berlin, 0 3 * * ? *, 2026-10-24T12:00:00Z, 2026-10-25T02:00:00Z 2026-10-26T02:00:00Z",
    "Europe/Berlin, 0/30 * * * ? *, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z 2026-10-25T02:00:00Z",
    "Europe/Berlin, 0/30 * * * ? *, 2026-10-25T01:15:00Z, 2026-10-25T02:00:00Z 2026-10-25T02:30:00Z",
    "Europe/Berlin, 45 2 * * ? *, 2026-10-25T01:00:00Z, 2026-10-26T01:45:00Z 2026-10-27T01:45:00Z",
    "America/New_York, 30 1 * * ? *, 2026-10-31T12:00:00Z, 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
    "America/New_York, 0 2 * * ? *, 2026-10-31T12:00:00Z, 2026-11-01T07:00:00Z 2026-11-02T07:00:00Z",
    "Australia/Lord_Howe, 45 1 * * ? *, 2026-04-03T20:00:00Z, 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z",
    "Australia/Lord_Howe, 0 2 * * ? *, 2026-04-03T20:00:00Z, 2026-04-04T15:30:00Z 2026-04-05T15:30:00Z",
    "UTC, 30 2 * * ? *, 2026-10-24T12:00:00Z, 2026-10-25T02:30:00Z 2026-10-26T02:30:00Z",
  })
  void aTimeThatAChangeBackBringsTwiceCountsOnceAndTheFirstTime(
      String zone, String fields, String after, String expected) {
    assertThat(times("cron(" + fields + ")", zone, after, 2)).isEqualTo(instants(expected));
  }

  /** Samoa had no 30 December 2011. */
  @Test
  void aDayThatIsLeftOutIsSkipped() {
    assertThat(times("cron(0 12 ? 12 * 2011)", "Pacific/Apia", "2011-12-29T12:00:00Z", 2))
        .isEqualTo(instants("2011-12-29T22:00:00Z 2011-12-30T22:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), 2026-01-01T00:00:30Z, 2026-01-01T00:01:30Z 2026-01-01T00:02:30Z",
    "rate(5 minutes), 2026-01-01T00:00:00Z, 2026-01-01T00:05:00Z 2026-01-01T00:10:00Z",
    "rate(1 hour), 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z",
    "rate(12 hours), 2026-03-28T12:00:00Z, 2026-03-29T00:00:00Z 2026-03-29T12:00:00Z",
    "rate(1 day), 2026-03-28T12:00:00Z, 2026-03-29T12:00:00Z 2026-03-30T12:00:00Z",
    "rate(1 day), 2026-10-24T12:00:00Z, 2026-10-25T12:00:00Z 2026-10-26T12:00:00Z",
    "rate(7 days), 2026-10-24T12:00:00Z, 2026-10-31T12:00:00Z 2026-11-07T12:00:00Z",
    "rate(999999 days), 2026-01-01T00:00:00Z, 4763-11-28T00:00:00Z 7501-10-24T00:00:00Z",
  })
  void aRateCountsFromTheLastTimeWhateverTheClocksDo(
      String expression, String after, String expected) {
    assertThat(times(expression, "Europe/Berlin", after, 2)).isEqualTo(instants(expected));
  }

  @Test
  void aScheduleOfYearsEnds() {
    Schedule schedule = Schedule.parse("cron(0 0 1 1 ? 2026-2027)", "Europe/Berlin");
    assertThat(schedule.next(Instant.parse("2025-12-31T22:59:59Z")))
        .contains(Instant.parse("2025-12-31T23:00:00Z"));
    assertThat(schedule.next(Instant.parse("2026-12-31T23:00:00Z"))).isEmpty();
  }

  @Test
  void theLastTimeOfAllIsTheEndOf2199() {
    Schedule schedule = Schedule.parse("cron(* * * * ? *)", "America/New_York");
    assertThat(schedule.next(Instant.parse("2200-01-01T04:58:00Z")))
        .contains(Instant.parse("2200-01-01T04:59:00Z"));
    assertThat(schedule.next(Instant.parse("2200-01-01T04:59:00Z"))).isEmpty();
  }

  @Test
  void aScheduleWhoseTimesHavePassedIsRead() {
    assertThat(Schedule.parse("cron(0 0 1 1 ? 1970)", "UTC").next(Instant.EPOCH)).isEmpty();
  }

  private static void assertRefused(String expression, String zone, String reason) {
    assertThatThrownBy(() -> Schedule.parse(expression, zone))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_MALFORMED);
              assertThat(refused.reason()).isEqualTo(reason);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 0 30 2 ? *)",
        "cron(0 0 31 4,6,9,11 ? *)",
        "cron(0 0 29 2 ? 2026)",
        "cron(0 0 ? 2 1#5 2026)",
        "cron(30 2 29 3 ? 2026)"
      })
  void whatNeverFiresIsRefused(String expression) {
    assertRefused(
        expression,
        "Europe/Berlin",
        "when.schedule.expression never fires: no time from 1970 to 2199 fits it in its time zone.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 0 * * ? *",
        "cron(0 0 * * ? *",
        "cron 0 0 * * ? *",
        "CRON(0 0 * * ? *)",
        "at(2026-01-01T00:00:00)",
        " rate(1 hour)",
        "rate(1 hour) ",
        "every day"
      })
  void whatIsNeitherCronNorRateIsRefused(String expression) {
    assertRefused(
        expression,
        "UTC",
        "when.schedule.expression must be cron(minutes hours day-of-month month day-of-week year) or"
            + " rate(value unit).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate()",
        "rate(1)",
        "rate(hour)",
        "rate(0 minutes)",
        "rate(-1 hours)",
        "rate(1.5 hours)",
        "rate(1 week)",
        "rate(30 seconds)",
        "rate(1 Hour)",
        "rate(1hour)",
        "rate(1000000 minutes)",
        "rate(1 hour 5 minutes)",
        "rate(１ hour)"
      })
  void aRateThatCannotBeReadIsRefused(String expression) {
    assertRefused(
        expression,
        "UTC",
        "when.schedule.expression must have in rate(…) a whole number from 1 to 999999 and one of"
            + " minute, minutes, hour, hours, day, days, like rate(12 hours).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mars/Olympus",
        "europe/berlin",
        "CEST",
        "+02:00",
        "UTC+2",
        "Z",
        " UTC",
        "EST5"
      })
  void aTimeZoneThatNoDatabaseHasIsRefused(String zone) {
    assertRefused(
        "rate(1 hour)",
        zone,
        "when.schedule.timeZone must be the name of a time zone, like Europe/Berlin or UTC.");
  }

  @Test
  void aLongExpressionIsRefused() {
    assertRefused(
        "cron(" + "0,".repeat(200) + "0 0 * * ? *)",
        "UTC",
        "when.schedule.expression must be a string of at most 256 characters.");
  }
}
