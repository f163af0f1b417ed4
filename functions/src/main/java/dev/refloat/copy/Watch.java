package dev.refloat.copy;

import dev.refloat.platform.Time;
import java.time.Duration;

/** Looks now and then whether what is being done is still wanted. For one thread. */
final class Watch {
  /** Of what nobody can call off. */
  static final Watch NONE = new Watch(Duration.ofDays(1), Time.REAL, () -> {});

  private final long everyNanos;
  private final Runnable look;
  private final Time time;
  private long lookedAt;

  /**
   * @param every pause between two looks
   * @param time in which they are made
   * @param look throws {@link dev.refloat.platform.Refused} where it is no longer wanted
   */
  Watch(Duration every, Time time, Runnable look) {
    this.everyNanos = every.toNanos();
    this.time = time;
    this.look = look;
    this.lookedAt = time.nanos();
  }

  /** Looks, if it is time to. */
  void look() {
    long now = time.nanos();
    if (now - lookedAt >= everyNanos) {
      lookedAt = now;
      look.run();
    }
  }
}
