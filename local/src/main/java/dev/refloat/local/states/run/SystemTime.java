package dev.refloat.local.states.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real time. */
public final class SystemTime implements Time, AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  public SystemTime() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("states-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Alarm after(Duration duration, Runnable action) {
    ScheduledFuture<?> alarm = timer.schedule(action, duration.toMillis(), TimeUnit.MILLISECONDS);
    return () -> alarm.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
