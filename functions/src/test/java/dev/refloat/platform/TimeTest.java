package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

final class TimeTest {
  @Test
  void realTimePassesWhileASleeperSleeps() throws InterruptedException {
    long before = Time.REAL.nanos();
    Time.REAL.sleep(Duration.ofMillis(20));
    assertThat(Time.REAL.nanos() - before).isGreaterThanOrEqualTo(20_000_000);
  }

  @Test
  void theEndOfThreadsIsWaitedForOnlySoLong() throws InterruptedException {
    var held = new Semaphore(0);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    threads.execute(held::acquireUninterruptibly);
    threads.shutdown();
    assertThat(Time.REAL.awaitEnd(threads, Duration.ofMillis(1))).isFalse();
    held.release();
    assertThat(Time.REAL.awaitEnd(threads, Duration.ofSeconds(30))).isTrue();
  }
}
