package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class StackClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> real = new AtomicReference<>(START);
  private final StackClock clock = new StackClock(real::get);

  @Test
  void aClockThatNobodyTurnedTellsTheRealTime() {
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void aTurnCountsFromTheRealTime() {
    clock.turn(Duration.ofDays(3));
    clock.turn(Duration.ofDays(1));
    assertThat(clock.instant()).isEqualTo("2026-01-02T00:00:00Z");
    clock.turn(Duration.ZERO);
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void aClockThatWasTurnedGoesOn() {
    clock.turnTo(Instant.parse("2025-03-30T00:59:00Z"));
    real.set(START.plusSeconds(90));
    assertThat(clock.instant()).isEqualTo("2025-03-30T01:00:30Z");
  }
}
