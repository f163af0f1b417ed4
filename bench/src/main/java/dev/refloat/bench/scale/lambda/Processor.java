package dev.refloat.bench.scale.lambda;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.time.VirtualClock;
import java.time.Duration;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * What computes in one environment, one thing after the other. A function's memory decides how fast
 * it is.
 */
public final class Processor {
  private static final long SHORTEST_NANOS = 500_000;

  private final VirtualClock clock;
  private final double speed;
  private long freeAt;

  public Processor(VirtualClock clock, int memoryMiB) {
    this.clock = clock;
    this.speed = memoryMiB / Facts.Lambda.MIB_PER_PROCESSOR;
  }

  /**
   * Computes for so long, on a whole processor.
   *
   * @throws AbortedException where the thread was interrupted, as a client of the SDK does
   */
  public void compute(Duration time) {
    long now = clock.nanos();
    long end;
    synchronized (this) {
      freeAt = Math.max(now, freeAt) + (long) (time.toNanos() / speed);
      end = freeAt;
    }
    // What is shorter than the clock knows adds up in freeAt.
    if (end - now >= SHORTEST_NANOS) {
      pass(end - now);
    }
  }

  /** Lets time pass while the processor is free for others. */
  public void pass(long nanos) {
    try {
      clock.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Interrupted while a request was on its way", e);
    }
  }
}
