package dev.refloat.restore;

import dev.refloat.copy.Backoff;
import java.time.Duration;

/**
 * The times that a restore waits.
 *
 * @param copies between two attempts at one request of the copy engine
 * @param lookAgain how often a call that copies looks whether its collection was given up; one read
 *     each
 * @param lateCalls what an ending waits for calls that copy before it removes their files
 */
public record Pauses(Backoff copies, Duration lookAgain, Duration lateCalls) {
  /** After two looks a call has noticed, and what it had in flight has mostly arrived. */
  public static final Pauses DEFAULT =
      new Pauses(Backoff.DEFAULT, Duration.ofSeconds(1), Duration.ofSeconds(2));

  void awaitLateCalls() {
    try {
      Thread.sleep(lateCalls);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for late calls", e);
    }
  }
}
