package dev.refloat.bench.run;

import java.time.Duration;
import java.util.List;

/**
 * How long the runs of one contestant took.
 *
 * @param all in the order of the rounds, at least one
 * @param processor time of each, that of the server included
 */
public record Times(List<Duration> all, List<Duration> processor) implements Comparable<Times> {
  public Times {
    all = List.copyOf(all);
    processor = List.copyOf(processor);
    if (all.isEmpty() || all.size() != processor.size()) {
      throw new IllegalArgumentException("Each run has both times, and there is at least one");
    }
  }

  public Duration median() {
    return median(all);
  }

  public Duration medianProcessor() {
    return median(processor);
  }

  /** Of an even number the mean of the two in the middle. */
  private static Duration median(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }

  public Duration least() {
    return all.stream().min(Duration::compareTo).orElseThrow();
  }

  public Duration most() {
    return all.stream().max(Duration::compareTo).orElseThrow();
  }

  /** How many times as long as another this one took; above 1 the other is faster. */
  public double ratioTo(Times other) {
    return (double) median().toNanos() / other.median().toNanos();
  }

  @Override
  public int compareTo(Times other) {
    return median().compareTo(other.median());
  }
}
