package dev.refloat.platform;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Time as it passes for what waits and measures: that of the machine, or one that a simulation lets
 * pass. What the hour is comes from an {@link java.time.InstantSource}.
 */
public interface Time {
  Time REAL =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }

        @Override
        public boolean awaitEnd(ExecutorService threads, Duration most)
            throws InterruptedException {
          return threads.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
        }
      };

  /** Nanoseconds since a moment that is the same for all who ask. */
  long nanos();

  void sleep(Duration duration) throws InterruptedException;

  /** Waits until all threads have ended, and says whether they have; {@code most} is in millis. */
  boolean awaitEnd(ExecutorService threads, Duration most) throws InterruptedException;
}
