package dev.refloat.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class QuietTest {
  private static final Duration WINDOW = Duration.ofMillis(10);

  @Test
  void waitsAsLongAsTheProcessWorksMoreThanATenthOfTheTime() throws Exception {
    long ms = 1_000_000;
    // Before and after each window: 5 ms, 2 ms, 1 ms of its 10 were worked.
    Queue<Long> worked =
        new ArrayDeque<>(List.of(0L, 5 * ms, 5 * ms, 7 * ms, 7 * ms, 8 * ms, 8 * ms, 9 * ms));

    new Quiet(worked::remove, WINDOW).await();

    assertThat(worked).hasSize(2);
  }

  @Test
  void goesOnWhereItNeverIsQuiet() throws Exception {
    long[] worked = {0};

    new Quiet(() -> worked[0] += WINDOW.toNanos(), Duration.ofNanos(1)).await();

    assertThat(worked[0]).isEqualTo(2 * 120 * WINDOW.toNanos());
  }
}
