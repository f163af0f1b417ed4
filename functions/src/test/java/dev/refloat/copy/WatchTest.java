package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

final class WatchTest {
  private final AtomicInteger looks = new AtomicInteger();

  private Watch every(Duration pause, Runnable look) {
    return new Watch(
        pause,
        Time.REAL,
        () -> {
          looks.incrementAndGet();
          look.run();
        });
  }

  @Test
  void looksNoMoreOftenThanItIsTo() {
    Watch watch = every(Duration.ofHours(1), () -> {});
    IntStream.range(0, 100).forEach(i -> watch.look());
    assertThat(looks).hasValue(0);
    Watch eager = every(Duration.ZERO, () -> {});
    IntStream.range(0, 100).forEach(i -> eager.look());
    assertThat(looks).hasValue(100);
  }

  @Test
  void whatIsNoLongerWantedIsNotGoneOnWith() {
    var done = new AtomicInteger();
    Watch watch =
        every(
            Duration.ZERO,
            () -> {
              throw new Refused(ErrorCode.COLLECTION_RESTORE_FAILED, "Given up.");
            });
    var parallel = new Parallel(2, Deadline.in(Duration.ofMinutes(10)), Time.REAL, watch);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(
            () ->
                parallel.forEach(
                    IntStream.range(0, 10_000).iterator(),
                    (number, stopped) -> {
                      sleep();
                      done.incrementAndGet();
                    }));
    assertThat(done.get()).isLessThan(10_000);
  }

  @Test
  void aLookThatFailsIsNoEnd() {
    Watch watch =
        every(
            Duration.ZERO,
            () -> {
              throw SdkClientException.create("The table is not there");
            });
    var done = new AtomicInteger();

    new Parallel(1, Deadline.in(Duration.ofMinutes(10)), Time.REAL, watch)
        .forEach(
            IntStream.range(0, 100).iterator(),
            (number, stopped) -> {
              sleep();
              done.incrementAndGet();
            });

    assertThat(done).hasValue(100);
    assertThat(looks.get()).isPositive();
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
