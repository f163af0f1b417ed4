package dev.refloat.copy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: "full jitter", a random time up to a bound that doubles
 * with each attempt. Of the usual rules it spreads a crowd of clients best, see <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>.
 *
 * @param base bound of the first wait
 * @param cap bound that none exceeds
 * @param attempts how often a request is sent at most
 */
public record Backoff(Duration base, Duration cap, int attempts) {
  /**
   * Ten attempts wait 33 s on average and 67 s at most: longer than S3 takes to split a prefix for
   * a steady load in most cases, and short against the 15 minutes of a call.
   */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), 10);

  public Backoff {
    if (base.isNegative() || cap.compareTo(base) < 0 || attempts < 1) {
      throw new IllegalArgumentException("Not a backoff: " + base + ", " + cap + ", " + attempts);
    }
  }

  /**
   * A random wait.
   *
   * @param attempt that failed, from 1
   */
  Duration delay(int attempt, RandomGenerator random) {
    int doublings = Math.min(attempt - 1, 30);
    long bound = Math.min(cap.toMillis(), base.toMillis() << doublings);
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
