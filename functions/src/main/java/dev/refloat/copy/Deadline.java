package dev.refloat.copy;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long the present call may still take. */
public final class Deadline {
  private final LongSupplier remainingMillis;

  private Deadline(LongSupplier remainingMillis) {
    this.remainingMillis = remainingMillis;
  }

  /** The end of a Lambda invocation. */
  public static Deadline of(Context context) {
    return remaining(context::getRemainingTimeInMillis);
  }

  static Deadline remaining(LongSupplier millis) {
    return new Deadline(millis);
  }

  public static Deadline in(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    return new Deadline(() -> Duration.ofNanos(end - System.nanoTime()).toMillis());
  }

  /** Zero or negative once it is over. */
  public Duration remaining() {
    return Duration.ofMillis(remainingMillis.getAsLong());
  }

  boolean isWithin(Duration duration) {
    return remaining().compareTo(duration) <= 0;
  }
}
