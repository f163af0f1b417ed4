package dev.refloat.bench.scale.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class VirtualClockTest {
  private final VirtualClock clock = new VirtualClock();

  @AfterEach
  void close() {
    clock.close();
  }

  private <T> T inClock(Callable<T> work) {
    return InClock.call(clock, work);
  }

  private void sleep(Duration duration) {
    try {
      clock.sleep(duration);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anHourPassesAtOnce() {
    long real = System.nanoTime();
    Instant before = clock.instant();
    inClock(
        () -> {
          sleep(Duration.ofHours(1));
          return 0;
        });
    assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofHours(1));
    assertThat(System.nanoTime() - real).isLessThan(Duration.ofMinutes(1).toNanos());
  }

  @Test
  void threadsThatBeginEachOtherWakeInTheOrderOfTheirTimes() {
    List<Integer> woken =
        inClock(
            () -> {
              List<Integer> order = new ArrayList<>();
              try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int millis : List.of(30, 10, 20, 10)) {
                  threads.execute(
                      () -> {
                        sleep(Duration.ofMillis(millis));
                        order.add(millis);
                      });
                }
              }
              return order;
            });
    assertThat(woken).containsExactly(10, 10, 20, 30);
    assertThat(clock.now()).isEqualTo(30);
  }

  @Test
  void timeStandsStillWhileAThreadComputes() {
    long passed =
        inClock(
            () -> {
              var other = Thread.ofVirtual().start(() -> sleep(Duration.ofMillis(1)));
              long sum = IntStream.range(0, 20_000_000).asLongStream().sum();
              assertThat(sum).isPositive();
              long now = clock.now();
              other.join();
              return now;
            });
    assertThat(passed).isZero();
  }

  @Test
  void timeStandsStillWhileSomethingIsDoneOutside() {
    long passed =
        inClock(
            () -> {
              var other = Thread.ofVirtual().start(() -> sleep(Duration.ofMillis(1)));
              clock.outside(() -> CompletableFuture.runAsync(VirtualClockTest::reallySleep).join());
              long now = clock.now();
              other.join();
              return now;
            });
    assertThat(passed).isZero();
  }

  private static void reallySleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void waitsAreRoundedButNeverToNone() {
    long passed =
        inClock(
            () -> {
              clock.sleep(1);
              clock.sleep(1_499_999);
              clock.sleep(1_500_000);
              return clock.now();
            });
    assertThat(passed).isEqualTo(1 + 1 + 2);
  }

  @Test
  void anAlarmThatIsClosedDoesNotGoOff() {
    var rung = new AtomicInteger();
    inClock(
        () -> {
          clock.after(Duration.ofSeconds(1), rung::incrementAndGet).close();
          clock.after(Duration.ofSeconds(2), rung::incrementAndGet);
          sleep(Duration.ofSeconds(3));
          return 0;
        });
    assertThat(rung).hasValue(1);
  }

  @Test
  void aSleeperThatIsInterruptedWakes() {
    var woken = new AtomicReference<String>("not");
    inClock(
        () -> {
          var sleeper =
              Thread.ofVirtual()
                  .start(
                      () -> {
                        try {
                          clock.sleep(Duration.ofHours(1));
                        } catch (InterruptedException e) {
                          woken.set("interrupted");
                        }
                      });
          sleep(Duration.ofSeconds(1));
          sleeper.interrupt();
          sleeper.join();
          return 0;
        });
    assertThat(woken).hasValue("interrupted");
    assertThat(clock.now()).isEqualTo(1_000);
  }

  @Test
  void theEndOfThreadsIsWaitedForInItsTime() {
    List<Boolean> ended =
        inClock(
            () -> {
              var threads = Executors.newVirtualThreadPerTaskExecutor();
              threads.execute(() -> sleep(Duration.ofMillis(500)));
              threads.shutdown();
              List<Boolean> all = new ArrayList<>();
              do {
                all.add(clock.awaitEnd(threads, Duration.ofMillis(200)));
              } while (!all.getLast());
              return all;
            });
    assertThat(ended).containsExactly(false, false, true);
    assertThat(clock.now()).isEqualTo(500);
  }
}
