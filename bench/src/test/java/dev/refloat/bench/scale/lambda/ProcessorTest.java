package dev.refloat.bench.scale.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.bench.scale.time.InClock;
import dev.refloat.bench.scale.time.VirtualClock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProcessorTest {
  private static long millis(int memoryMiB, int threads, Duration each) {
    try (var clock = new VirtualClock()) {
      var processor = new Processor(clock, memoryMiB);
      return InClock.call(
          clock,
          () -> {
            try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
              IntStream.range(0, threads).forEach(i -> all.execute(() -> processor.compute(each)));
            }
            return clock.now();
          });
    }
  }

  @Test
  void whatIsComputedAtOnceTakesTurns() {
    assertThat(millis(1_769, 10, Duration.ofMillis(3))).isEqualTo(30);
  }

  @Test
  void memoryIsSpeed() {
    assertThat(millis(1_769 * 2, 10, Duration.ofMillis(3))).isEqualTo(15);
  }

  @Test
  void whatIsShorterThanTheClockKnowsAddsUp() {
    assertThat(millis(1_769, 100, Duration.ofNanos(300_000))).isEqualTo(30);
  }
}
