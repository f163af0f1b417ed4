package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.copy.AimdLimiter.End;
import dev.refloat.copy.AimdLimiter.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AimdLimiterTest {
  private final TurnedTime time = new TurnedTime();

  private static List<Permit> fill(AimdLimiter limiter) throws InterruptedException {
    List<Permit> permits = new ArrayList<>();
    for (int i = limiter.limit(); i > 0; i--) {
      permits.add(limiter.acquire());
    }
    return permits;
  }

  @Test
  void aThrottledAnswerCutsTheLimitByAFifth() throws Exception {
    var limiter = new AimdLimiter(64, time);
    limiter.acquire().end(End.THROTTLED);
    assertThat(limiter.limit()).isEqualTo(51);
  }

  @Test
  void whatIsRefusedWithinASecondCutsItOnce() throws Exception {
    var limiter = new AimdLimiter(64, time);
    fill(limiter).forEach(permit -> permit.end(End.THROTTLED));
    time.pass(Duration.ofMillis(999));
    limiter.acquire().end(End.THROTTLED);
    assertThat(limiter.limit()).isEqualTo(51);
    time.pass(Duration.ofMillis(1));
    fill(limiter).forEach(permit -> permit.end(End.THROTTLED));
    assertThat(limiter.limit()).isEqualTo(40);
  }

  @Test
  void eachThrottledAnswerIsCountedThoseThatDoNotCutToo() throws Exception {
    var limiter = new AimdLimiter(64, time);
    fill(limiter).forEach(permit -> permit.end(End.THROTTLED));
    limiter.acquire().end(End.OTHERWISE);
    assertThat(limiter.throttled()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 1_200, 8_000})
  void aCutIsMadeGoodInFourSecondsHoweverLongRequestsTake(long millis) throws Exception {
    var limiter = new AimdLimiter(64, time);
    limiter.acquire().end(End.THROTTLED);
    for (long passed = 0; passed < 2_500; passed += millis) {
      round(limiter, millis);
    }
    assertThat(limiter.limit()).isGreaterThan(57);
    round(limiter, 2_000);
    assertThat(limiter.limit()).isGreaterThanOrEqualTo(62);
  }

  @Test
  void oneSuccessOfManyRaisesItByItsPart() throws Exception {
    var limiter = new AimdLimiter(64, time);
    limiter.acquire().end(End.THROTTLED);
    Permit permit = limiter.acquire();
    time.pass(Duration.ofSeconds(8));
    permit.end(End.SUCCEEDED);
    assertThat(limiter.limit()).isEqualTo((int) (51.2 + 8 * 4 / 51.2));
  }

  private void round(AimdLimiter limiter, long millis) throws InterruptedException {
    List<Permit> permits = fill(limiter);
    time.pass(Duration.ofMillis(millis));
    permits.forEach(permit -> permit.end(End.SUCCEEDED));
  }

  @Test
  void itStaysBetweenOneAndItsStart() throws Exception {
    var limiter = new AimdLimiter(4, time);
    for (int i = 0; i < 10; i++) {
      limiter.acquire().end(End.THROTTLED);
      time.pass(Duration.ofSeconds(1));
    }
    assertThat(limiter.limit()).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      round(limiter, 1_000);
    }
    assertThat(limiter.limit()).isEqualTo(4);
  }

  @Test
  void otherFailuresLeaveIt() throws Exception {
    var limiter = new AimdLimiter(4, time);
    limiter.acquire().end(End.OTHERWISE);
    assertThat(limiter.limit()).isEqualTo(4);
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void neverMoreAreInFlightThanTheLimit() throws Exception {
    var limiter = new AimdLimiter(7, time);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var requests =
          IntStream.range(0, 500)
              .<Callable<Integer>>mapToObj(
                  number ->
                      () -> {
                        Permit permit = limiter.acquire();
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.sleep(1);
                        now.decrementAndGet();
                        permit.end(number % 50 == 0 ? End.THROTTLED : End.SUCCEEDED);
                        return number;
                      })
              .toList();
      for (var end : threads.invokeAll(requests)) {
        assertThat(end.get()).isNotNegative();
      }
    }
    assertThat(most.get()).isBetween(2, 7);
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void whoWaitsIsLetInWhenOneEnds() throws Exception {
    var limiter = new AimdLimiter(1, time);
    Permit first = limiter.acquire();
    var entered = new CountDownLatch(1);
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                limiter.acquire().end(End.SUCCEEDED);
                entered.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(entered.await(50, TimeUnit.MILLISECONDS)).isFalse();
    first.end(End.SUCCEEDED);
    assertThat(waiter.join(Duration.ofSeconds(10))).isTrue();
    assertThat(entered.getCount()).isZero();
  }

  @Test
  void aPermitEndsOnce() throws Exception {
    Permit permit = new AimdLimiter(1, time).acquire();
    permit.end(End.SUCCEEDED);
    assertThatThrownBy(() -> permit.end(End.SUCCEEDED)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> new AimdLimiter(0, time)).isInstanceOf(IllegalArgumentException.class);
  }
}
