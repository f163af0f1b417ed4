package dev.refloat.bench.run;

import java.time.Duration;
import java.util.List;

/**
 * How long the runs of one contestant took.
 *
 * @param all in the order of the rounds, at least one
 */
public record Times(List<Duration> all) implements Comparable<Times> {
  public Times {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("A time needs a run");
    }
  }

  /** Of an even number the mean of the two in the middle. */
  public Duration median() {
    List<Duration> sorted = all.stream().sorted().toList();
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
