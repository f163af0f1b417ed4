package dev.refloat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private final Standing standing = new Standing();

  @AfterEach
  void stop() {
    standing.close();
  }

  @Test
  void whatWasWrittenBeforeTheTriggerWasMadeDoesNotFireIt() {
    standing.now = Standing.START.plusMillis(1500);
    RestoreTrigger trigger = standing.create(standing.onArrival("staging"));

    standing.arrives("old", Duration.ZERO);
    assertThat(standing.firings(trigger)).isEmpty();

    // In the same second: S3 says no more than that.
    standing.arrives("new", Duration.ofSeconds(1));
    assertThat(standing.firings(trigger)).hasSize(1);
  }

  @Test
  void eachTriggerOfTheClusterThatItMatchesIsFired() {
    RestoreTrigger one = standing.create(standing.onArrival("one"));
    RestoreTrigger two = standing.create(standing.onArrival("two"));
    var third = standing.onArrival("three");
    third.withObject("/when/backupAvailable").put("namePattern", "weekly-*");
    RestoreTrigger three = standing.create(third);

    standing.arrives("nightly", Duration.ofMinutes(1));

    assertThat(standing.firings(one)).hasSize(1);
    assertThat(standing.firings(two)).hasSize(1);
    assertThat(standing.firings(three)).isEmpty();
  }
}
