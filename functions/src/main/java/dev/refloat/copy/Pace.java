package dev.refloat.copy;

import java.time.Duration;

/**
 * How fast S3 copies, as far as is known: one request takes some time whatever it copies, and some
 * for its bytes.
 *
 * @param request seconds
 * @param bytesPerSecond of one request
 */
public record Pace(double request, double bytesPerSecond) {
  /** Until an installation has seen its own: what copies within one region mostly take. */
  public static final Pace DEFAULT = new Pace(0.1, 90e6);

  /** What requests take one after the other. */
  public Duration of(long requests, long bytes) {
    return Duration.ofMillis(Math.round(seconds(requests, bytes) * 1000));
  }

  /** The same in seconds. */
  public double seconds(long requests, long bytes) {
    return requests * request + bytes / bytesPerSecond;
  }
}
