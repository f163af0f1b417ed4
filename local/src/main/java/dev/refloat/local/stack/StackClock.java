package dev.refloat.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The real time, or one that is ahead of it, or behind it, by as much as somebody has turned it.
 */
final class StackClock implements InstantSource {
  private final InstantSource real;
  private volatile Duration ahead = Duration.ZERO;

  StackClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead);
  }

  /** Counted from the real time, not from what an earlier turn has made of it. */
  void turn(Duration ahead) {
    this.ahead = ahead;
  }

  /** From now on it is that time, and it goes on. */
  void turnTo(Instant time) {
    turn(Duration.between(real.instant(), time));
  }
}
