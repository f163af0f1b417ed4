package dev.refloat.bench.scale.lambda;

import java.util.Map;
import java.util.TreeMap;

/** What calls took, by function. */
public final class Usage {
  private static final double MIB_PER_GB = 1024;

  private long calls;
  private double gbSeconds;
  private long coldStarts;
  private long timeouts;
  private final Map<String, Long> longest = new TreeMap<>();

  synchronized void add(String function, long millis, int memoryMiB, boolean isCold) {
    calls++;
    gbSeconds += millis / 1000.0 * memoryMiB / MIB_PER_GB;
    coldStarts += isCold ? 1 : 0;
    longest.merge(function, millis, Math::max);
  }

  synchronized void timedOut() {
    timeouts++;
  }

  public synchronized long calls() {
    return calls;
  }

  /** Starts of environments included, which are charged. */
  public synchronized double gbSeconds() {
    return gbSeconds;
  }

  public synchronized long coldStarts() {
    return coldStarts;
  }

  public synchronized long timeouts() {
    return timeouts;
  }

  /** Milliseconds of the longest call, by function. */
  public synchronized Map<String, Long> longest() {
    return new TreeMap<>(longest);
  }
}
