package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static LongStream delays(int attempt) {
    var random = new Random(20260101);
    return LongStream.generate(() -> Backoff.DEFAULT.delay(attempt, random).toMillis()).limit(2000);
  }

  @Test
  void isAnywhereBelowABoundThatDoubles() {
    assertThat(delays(1).summaryStatistics().getMax()).isBetween(190L, 200L);
    assertThat(delays(1).summaryStatistics().getMin()).isLessThan(10);
    assertThat(delays(3).summaryStatistics().getMax()).isBetween(780L, 800L);
    assertThat(delays(3).average().orElseThrow()).isBetween(370.0, 430.0);
  }

  @Test
  void neverExceedsItsCap() {
    assertThat(delays(10).max().orElseThrow()).isLessThanOrEqualTo(20_000);
    assertThat(delays(1000).max().orElseThrow()).isBetween(19_000L, 20_000L);
  }

  @Test
  void thatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
