package dev.refloat.bench.cold;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param function that was started
 * @param times of each way to start, in the order of the rounds
 * @param options of the JVM
 * @param processors what the function was kept to
 * @param load of the machine before, as a mean of its last minute; negative where it is not told
 */
public record ColdStarts(
    String function,
    Map<Start, List<StartTime>> times,
    Map<Start, String> options,
    String processors,
    double load) {
  /** Of the time that a plain start takes, that one with a cache may take. */
  public static final double GOAL = 0.33;

  public ColdStarts {
    times = new EnumMap<>(times);
    options = new EnumMap<>(options);
  }

  /** Of an odd number of rounds the one in the middle. */
  public Duration median(Start start) {
    List<Duration> sorted = sorted(start);
    return sorted.get(sorted.size() / 2);
  }

  public Duration least(Start start) {
    return sorted(start).getFirst();
  }

  public Duration most(Start start) {
    return sorted(start).getLast();
  }

  /** What part of a plain start's median it took. */
  public double share(Start start) {
    return (double) median(start).toNanos() / median(Start.PLAIN).toNanos();
  }

  /** The same of what processors worked. */
  public double processorShare(Start start) {
    return (double) processor(start).toNanos() / processor(Start.PLAIN).toNanos();
  }

  /** Whether the cache is worth what it was made for. */
  public boolean isGoalReached() {
    return share(Start.CACHED) <= GOAL;
  }

  /** The median of what its processors worked. */
  public Duration processor(Start start) {
    List<Duration> sorted = of(start).stream().map(StartTime::processor).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private List<Duration> sorted(Start start) {
    return of(start).stream().map(StartTime::clock).sorted().toList();
  }

  private List<StartTime> of(Start start) {
    return times.getOrDefault(start, List.of());
  }
}
