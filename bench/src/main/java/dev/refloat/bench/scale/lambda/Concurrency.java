package dev.refloat.bench.scale.lambda;

import dev.refloat.bench.scale.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How many environments there may be: at once in the account, and new ones of a function. */
final class Concurrency {
  private final int account;
  private final Map<String, Ramp> ramps = new HashMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private int all;
  private int peak;
  private long refused;

  Concurrency(int account) {
    this.account = account;
  }

  /** New environments that a function may still have; refilled all the time. */
  private static final class Ramp {
    private double left = Facts.Lambda.RAMP;
    private long refilled;

    boolean take(long now) {
      double seconds = (now - refilled) / 1000.0;
      double perSecond = Facts.Lambda.RAMP / (double) Facts.Lambda.RAMP_REFILL.toSeconds();
      left = Math.min(Facts.Lambda.RAMP, left + seconds * perSecond);
      refilled = now;
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }

  /**
   * Whether a call may begin; where it may, it must be ended.
   *
   * @param isNew whether it needs an environment that is not there
   * @param reserved the most calls of this function
   * @param now in milliseconds
   */
  synchronized boolean begin(String function, boolean isNew, OptionalInt reserved, long now) {
    int ofFunction = running.getOrDefault(function, 0);
    boolean admitted =
        all < account
            && ofFunction < reserved.orElse(Integer.MAX_VALUE)
            && (!isNew || ramps.computeIfAbsent(function, any -> new Ramp()).take(now));
    if (!admitted) {
      refused++;
      return false;
    }
    running.put(function, ofFunction + 1);
    all++;
    peak = Math.max(peak, all);
    return true;
  }

  synchronized void end(String function) {
    running.merge(function, -1, Integer::sum);
    all--;
  }

  /** The most that ran at once. */
  synchronized int peak() {
    return peak;
  }

  /** Calls that were answered with TooManyRequestsException. */
  synchronized long refused() {
    return refused;
  }
}
