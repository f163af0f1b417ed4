package dev.refloat.bench.run;

import dev.refloat.bench.cases.Backup;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Has several copy one backup, one after the other, each to an empty place, in rounds. Each round
 * begins with another one, so that nobody always comes after the same.
 */
public final class Race {
  /**
   * Bytes of copies that may stay until the last round. Files that were deleted slow down those
   * that are made in the next minutes: ext4 passes over their inodes one by one, which made each of
   * many small copies several times as expensive as the first ones.
   */
  private static final long MOST_KEPT = 24L << 30;

  private final Destination destination;
  private final PrintStream out;

  public Race(Destination destination, PrintStream out) {
    this.destination = destination;
    this.out = out;
  }

  /** What the rounds so far took, of one contestant. */
  private record Taken(List<Duration> all, List<Duration> processor) {
    Taken() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Run run, Duration used) {
      all.add(run.took());
      processor.add(used);
    }
  }

  /**
   * Runs all rounds.
   *
   * @param watcher is told of each run, before its copies are removed
   * @return the times of each, in the order in which they were given
   * @throws dev.refloat.bench.BenchFailure where one fails or leaves something out
   */
  public Map<Contestant, Times> run(
      Backup backup, List<? extends Contestant> contestants, int rounds, Consumer<Run> watcher)
      throws IOException, InterruptedException {
    Map<Contestant, Taken> taken = new LinkedHashMap<>();
    contestants.forEach(contestant -> taken.put(contestant, new Taken()));
    boolean keep =
        backup.workload().bytes() * (1L + (long) rounds * contestants.size()) <= MOST_KEPT;
    List<String> kept = new ArrayList<>();
    Run first = warm(backup, contestants.getLast(), rounds);
    watcher.accept(first);
    kept.add(first.prefix());
    Destination.settle();
    for (int round = 0; round < rounds; round++) {
      for (Contestant contestant : rotated(contestants, round)) {
        if (!keep) {
          // Just before the next run, which then has the memory that this frees, whoever it is.
          kept.forEach(destination::clear);
          kept.clear();
        }
        Run run = run(backup, contestant, round, Objects.requireNonNull(taken.get(contestant)));
        watcher.accept(run);
        kept.add(run.prefix());
        Destination.settle();
      }
    }
    kept.forEach(destination::clear);
    Map<Contestant, Times> times = new LinkedHashMap<>();
    taken.forEach((contestant, t) -> times.put(contestant, new Times(t.all(), t.processor())));
    return times;
  }

  /**
   * Copies once without a time. Memory that a virtual machine has not had before, or has given back
   * for some seconds, costs it twice as much as memory that was freed just now, and whoever came
   * first would pay for it.
   */
  private Run warm(Backup backup, Contestant contestant, int round)
      throws IOException, InterruptedException {
    Run run = contestant.run(backup, round);
    destination.requireAll(backup, run.prefix());
    return run;
  }

  private Run run(Backup backup, Contestant contestant, int round, Taken taken)
      throws IOException, InterruptedException {
    Duration before = CpuTime.now();
    Run run = contestant.run(backup, round);
    Duration used = CpuTime.now().minus(before);
    destination.requireAll(backup, run.prefix());
    taken.add(run, used);
    out.printf(
        "  %-8s round %d  %-28s %7.2f s, %7.2f s of processors%n",
        backup.workload().name(),
        round + 1,
        contestant.name(),
        run.took().toMillis() / 1000.0,
        used.toMillis() / 1000.0);
    return run;
  }

  static <T> List<T> rotated(List<? extends T> all, int by) {
    List<T> rotated = new ArrayList<>(all.subList(by % all.size(), all.size()));
    rotated.addAll(all.subList(0, by % all.size()));
    return rotated;
  }
}
