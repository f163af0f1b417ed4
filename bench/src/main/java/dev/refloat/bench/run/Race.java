package dev.refloat.bench.run;

import dev.refloat.bench.cases.Backup;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Has several copy one backup, one after the other, each to an empty place, in rounds. Each round
 * begins with another one, so that nobody always comes after the same.
 */
public final class Race {
  /**
   * Rounds that everybody takes part in. From then on who is far behind is left out: it cannot win,
   * and the time that it takes is better spent on more rounds of the others.
   */
  private static final int ALL_TAKE_PART = 2;

  /** So many times the least time of the fastest is far. */
  private static final int FAR_BEHIND = 3;

  private final Destination destination;
  private final Quiet quiet = new Quiet();
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

    Duration least() {
      return all.stream().min(Duration::compareTo).orElse(Duration.ZERO);
    }
  }

  /**
   * Runs all rounds.
   *
   * <p>Copies stay until the last round where there is room for all of them. Files that were
   * deleted slow down those that are made in the next minutes: ext4 passes over their inodes one by
   * one, which made each of many small copies several times as expensive as the first ones.
   *
   * @param mostKept bytes of backup and copies together that may be there
   * @param watcher is told of each run, before its copies are removed
   * @return the times of each, in the order in which they were given
   * @throws dev.refloat.bench.BenchFailure where one fails or leaves something out
   */
  public Map<Contestant, Times> run(
      Backup backup,
      List<? extends Contestant> contestants,
      int rounds,
      long mostKept,
      Consumer<Run> watcher)
      throws IOException, InterruptedException {
    Map<Contestant, Taken> taken = new LinkedHashMap<>();
    contestants.forEach(contestant -> taken.put(contestant, new Taken()));
    List<Contestant> untimed = untimed(contestants, rounds);
    long copies = untimed.size() + (long) rounds * contestants.size();
    boolean keep = backup.workload().bytes() * (1 + copies) <= mostKept;
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < untimed.size(); i++) {
      makeRoom(kept, keep);
      Run run = untimed.get(i).run(backup, rounds + i);
      after(run, kept, watcher);
    }
    for (int round = 0; round < rounds; round++) {
      for (Contestant contestant : rotated(stillIn(taken, round), round)) {
        makeRoom(kept, keep);
        after(run(backup, contestant, round, of(taken, contestant)), kept, watcher);
      }
    }
    kept.forEach(destination::clear);
    Map<Contestant, Times> times = new LinkedHashMap<>();
    taken.forEach((contestant, t) -> times.put(contestant, new Times(t.all(), t.processor())));
    return times;
  }

  /** Just before the next run, which then has the memory that this frees, whoever it is. */
  private void makeRoom(List<String> kept, boolean keep) {
    if (!keep) {
      kept.forEach(destination::clear);
      kept.clear();
    }
  }

  private void after(Run run, List<String> kept, Consumer<Run> watcher)
      throws IOException, InterruptedException {
    watcher.accept(run);
    kept.add(run.prefix());
    quiet.await();
  }

  private static List<Contestant> stillIn(Map<Contestant, Taken> taken, int round) {
    List<Contestant> all = List.copyOf(taken.keySet());
    return round < ALL_TAKE_PART ? all : notFarBehind(all, who -> of(taken, who).least());
  }

  /**
   * Those who may still win.
   *
   * @param least time of each
   */
  static <T> List<T> notFarBehind(List<T> all, Function<T, Duration> least) {
    Duration best = all.stream().map(least).min(Duration::compareTo).orElseThrow();
    return all.stream()
        .filter(who -> least.apply(who).compareTo(best.multipliedBy(FAR_BEHIND)) <= 0)
        .toList();
  }

  private static Taken of(Map<Contestant, Taken> taken, Contestant contestant) {
    return Objects.requireNonNull(taken.get(contestant));
  }

  /**
   * Who copies before anybody's time counts. Memory that a virtual machine has not had before, or
   * has given back for some seconds, costs it twice as much as memory that was freed just now, and
   * whoever came first would pay for it. The first contestant runs in this JVM, which compiles anew
   * what it had compiled for objects of other sizes; where runs are short, that takes some of them.
   */
  static <T> List<T> untimed(List<? extends T> contestants, int rounds) {
    List<T> all = new ArrayList<>(Collections.nCopies(rounds / 3, contestants.getFirst()));
    all.add(contestants.getLast());
    return all;
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
