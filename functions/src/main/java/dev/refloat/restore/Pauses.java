package dev.refloat.restore;

import dev.refloat.copy.Backoff;
import dev.refloat.platform.Time;
import java.time.Duration;

/**
 * The times that a restore waits.
 *
 * @param copies between two attempts at one request of the copy engine
 * @param lookAgain how often a call that copies looks whether its collection was given up; one read
 *     each
 * @param lateCalls what an ending waits for calls that copy before it removes their files
 * @param time in which they are made
 */
public record Pauses(Backoff copies, Duration lookAgain, Duration lateCalls, Time time) {
  /** After two looks a call has noticed, and what it had in flight has mostly arrived. */
  public static final Pauses DEFAULT =
      new Pauses(Backoff.DEFAULT, Duration.ofSeconds(1), Duration.ofSeconds(2));

  /** In the time of the machine. */
  public Pauses(Backoff copies, Duration lookAgain, Duration lateCalls) {
    this(copies, lookAgain, lateCalls, Time.REAL);
  }

  /** The same pauses in another time. */
  public Pauses in(Time other) {
    return new Pauses(copies, lookAgain, lateCalls, other);
  }

  void awaitLateCalls() {
    try {
      time.sleep(lateCalls);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for late calls", e);
    }
  }
}
