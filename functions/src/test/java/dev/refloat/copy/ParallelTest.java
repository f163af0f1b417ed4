package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Time;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class ParallelTest {
  private final Set<Integer> done = ConcurrentHashMap.newKeySet();

  private static Parallel parallel(int most) {
    return new Parallel(most, Deadline.in(Duration.ofMinutes(10)), Time.REAL);
  }

  private static Iterator<Integer> numbers(int count) {
    return IntStream.range(0, count).iterator();
  }

  @Test
  void doesAllOfIt() {
    parallel(8).forEach(numbers(1000), (number, stopped) -> done.add(number));
    assertThat(done).hasSize(1000);
  }

  @Test
  void whatIsLoggedInATaskSaysWhatTheCallIsAbout() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (var _ = MDC.putCloseable("batch", "7")) {
      parallel(3)
          .forEach(numbers(9), (number, stopped) -> seen.add(String.valueOf(MDC.get("batch"))));
    }
    assertThat(seen).containsExactly("7");
  }

  @Test
  void doesNoMoreAtOnceThanItMay() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    parallel(5)
        .forEach(
            numbers(200),
            (number, stopped) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              now.decrementAndGet();
            });
    assertThat(most.get()).isBetween(1, 5);
  }

  @Test
  void startsNoMoreAfterAFailureAndLetsThoseInFlightEnd() {
    var failed = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                parallel(2)
                    .forEach(
                        numbers(1000),
                        (number, stopped) -> {
                          if (number == 0) {
                            await(failed);
                            done.add(number);
                          } else {
                            failed.countDown();
                            throw new IllegalStateException("first");
                          }
                        }))
        .hasMessage("first");
    assertThat(done).containsExactly(0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRefusalCountsMoreThanAFailureThatMayPass() {
    var failed = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                parallel(2)
                    .forEach(
                        numbers(2),
                        (number, stopped) -> {
                          if (number == 0) {
                            while (!stopped.getAsBoolean()) {
                              Thread.onSpinWait();
                            }
                            throw new Refused(ErrorCode.SOURCE_CHANGED, "final");
                          }
                          failed.countDown();
                          throw new CopyFailed("passing", new IllegalStateException());
                        }))
        .hasMessage("final");
  }

  @Test
  void startsNothingNearTheDeadline() {
    var late = new Parallel(8, Deadline.in(Parallel.RESERVE.minusSeconds(1)), Time.REAL);
    assertThatThrownBy(() -> late.forEach(numbers(3), (number, stopped) -> done.add(number)))
        .isInstanceOf(OutOfTime.class);
    assertThat(done).isEmpty();
  }

  @Test
  void givesUpWhatStillRunsAtTheVeryEnd() {
    var remaining = new AtomicInteger((int) Parallel.RESERVE.toMillis() + 1000);
    var interrupted = new CountDownLatch(1);
    var deadline = Deadline.remaining(remaining::get);
    assertThatThrownBy(
            () ->
                new Parallel(1, deadline, Time.REAL)
                    .forEach(
                        numbers(1),
                        (number, stopped) -> {
                          remaining.set((int) Parallel.GIVE_UP.toMillis() - 1);
                          try {
                            Thread.sleep(Duration.ofMinutes(5));
                          } catch (InterruptedException e) {
                            interrupted.countDown();
                          }
                        }))
        .isInstanceOf(OutOfTime.class);
    assertThat(interrupted.getCount()).isZero();
  }
}
