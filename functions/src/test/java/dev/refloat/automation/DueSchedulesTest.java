package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DueSchedulesTest {
  private final Standing standing = new Standing();

  @BeforeEach
  void backUp() {
    standing.backup("nightly", Duration.ZERO);
  }

  @AfterEach
  void stop() {
    standing.close();
  }

  private void itIs(String time) {
    standing.fireTriggers().itIs(Instant.parse(time));
  }

  private RestoreTrigger nightly(String zone) {
    ObjectNode body = standing.onSchedule("nightly", "cron(30 2 * * ? *)");
    body.set(
        "when",
        dev.refloat.platform.Json.toTree(
            Map.of("schedule", Map.of("expression", "cron(30 2 * * ? *)", "timeZone", zone))));
    return standing.create(body);
  }

  @Test
  void itFiresOnceWhenItsTimeHasComeAndNotBefore() {
    RestoreTrigger trigger = nightly("UTC");
    assertThat(trigger.next()).contains(Instant.parse("2026-05-02T02:30:00Z"));

    itIs("2026-05-02T02:29:59Z");
    assertThat(standing.firings(trigger)).isEmpty();

    itIs("2026-05-02T02:30:10Z");
    itIs("2026-05-02T02:30:10Z");
    itIs("2026-05-02T02:31:10Z");
    assertThat(standing.firings(trigger))
        .singleElement()
        .satisfies(
            firing -> assertThat(firing.time()).isEqualTo(Instant.parse("2026-05-02T02:30:00Z")));
    assertThat(standing.trigger(trigger).next()).contains(Instant.parse("2026-05-03T02:30:00Z"));
  }

  @Test
  void whatWasMissedIsFiredOnce() {
    RestoreTrigger trigger = nightly("UTC");

    itIs("2026-05-09T12:00:00Z");
    itIs("2026-05-09T12:01:00Z");

    assertThat(standing.firings(trigger)).hasSize(1);
    assertThat(standing.trigger(trigger).next()).contains(Instant.parse("2026-05-10T02:30:00Z"));
  }

  @Test
  void aNightWithoutThatTimeIsSkippedAndOneThatHasItTwiceFiresOnce() {
    standing.now = Instant.parse("2027-03-27T12:00:00Z");
    RestoreTrigger spring = nightly("Europe/Berlin");
    // At 2 o'clock of the 28th the clocks go to 3.
    assertThat(spring.next()).contains(Instant.parse("2027-03-29T00:30:00Z"));
    standing.restoreTriggers().delete(spring);

    standing.now = Instant.parse("2026-10-24T12:00:00Z");
    RestoreTrigger autumn = nightly("Europe/Berlin");
    // At 3 o'clock of the 25th the clocks go to 2.
    itIs("2026-10-25T00:30:00Z");
    itIs("2026-10-25T01:30:00Z");
    assertThat(standing.firings(autumn))
        .singleElement()
        .satisfies(
            firing -> assertThat(firing.time()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z")));
    assertThat(standing.trigger(autumn).next()).contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void whatIsDeletedOrNotEnabledDoesNotFire() {
    RestoreTrigger deleted = nightly("UTC");
    standing.restoreTriggers().delete(deleted);
    RestoreTrigger disabled =
        standing.create(standing.onSchedule("off", "rate(1 hour)").put("enabled", false));

    itIs("2026-06-01T00:00:00Z");

    assertThat(standing.firings(deleted)).isEmpty();
    assertThat(standing.firings(disabled)).isEmpty();
    assertThat(disabled.next()).isEmpty();
    assertThat(standing.items("SCHEDULES")).isEmpty();
  }

  @Test
  void aScheduleWithoutANextTimeIsOver() {
    RestoreTrigger once = standing.create(standing.onSchedule("once", "cron(0 0 1 6 ? 2026)"));

    itIs("2026-06-01T00:00:00Z");

    assertThat(standing.firings(once)).hasSize(1);
    assertThat(standing.trigger(once).next()).isEmpty();
    assertThat(standing.items("SCHEDULES")).isEmpty();
  }
}
