package dev.refloat.copy;

import java.time.Duration;

/** Looks now and then whether what is being done is still wanted. For one thread. */
final class Watch {
  /** Of what nobody can call off. */
  static final Watch NONE = new Watch(Duration.ofDays(1), () -> {});

  private final long everyNanos;
  private final Runnable look;
  private long lookedAt = System.nanoTime();

  /**
   * @param every pause between two looks
   * @param look throws {@link dev.refloat.platform.Refused} where it is no longer wanted
   */
  Watch(Duration every, Runnable look) {
    this.everyNanos = every.toNanos();
    this.look = look;
  }

  /** Looks, if it is time to. */
  void look() {
    long now = System.nanoTime();
    if (now - lookedAt >= everyNanos) {
      lookedAt = now;
      look.run();
    }
  }
}
