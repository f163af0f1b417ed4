package dev.refloat.bench.scale;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Draws how long requests take: log-normal about a median, beside what bytes take. */
public final class Latency {
  private final RandomGenerator random;

  /**
   * @param random is used by one thread at a time
   */
  public Latency(RandomGenerator random) {
    this.random = random;
  }

  /** Nanoseconds. */
  public synchronized long draw(Duration median, double spread) {
    return (long) (median.toNanos() * Math.exp(spread * random.nextGaussian()));
  }
}
