package dev.refloat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whole restores under faults, each from a seed; play one alone with {@code -Drefloat.seed=N}. The
 * output tells what hit how often.
 */
final class WholeRestoreFaultsTest {
  private static final int RUNS = 20;
  private static final int WORLDS = 3;
  private static final int REPLAYED = 1;

  /** What many seeds found together. */
  private static final class Sum {
    final Map<String, String> failures = new TreeMap<>();
    final Map<String, Integer> counts = new TreeMap<>();

    synchronized void add(long seed, Scenario.Report report, Map<String, Integer> counted) {
      counted.forEach((what, times) -> counts.merge(what, times, Integer::sum));
      counts.merge("seeds", 1, Integer::sum);
      report.ends().forEach(end -> counts.merge("jobs " + end, 1, Integer::sum));
      if (!report.problems().isEmpty()) {
        failures.put("seed " + seed, String.join("\n  ", report.problems()));
        System.out.println("What happened under seed " + seed + ":");
        report.trace().forEach(System.out::println);
      }
    }

    synchronized void failed(long seed, Throwable failure) {
      failures.put("seed " + seed, failure.toString());
    }
  }

  @Test
  void whateverFailsARestoreEndsAsItSays() throws Exception {
    Long seed = Long.getLong("refloat.seed");
    long first = seed == null ? Long.getLong("refloat.first", 0) : seed;
    long runs = seed == null ? (long) RUNS * Integer.getInteger("refloat.runs", 1) : 1;
    var sum = new Sum();
    var next = new AtomicLong(first);
    List<SmallBackup> backups = SmallBackup.all();
    Callable<Void> player =
        () -> {
          var world = new World(backups);
          for (long s = next.getAndIncrement(); s < first + runs; s = next.getAndIncrement()) {
            play(world, s, sum);
          }
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(WORLDS)) {
      for (Future<Void> world :
          threads.invokeAll(IntStream.range(0, WORLDS).mapToObj(i -> player).toList())) {
        world.get();
      }
    }
    sum.counts.forEach((what, times) -> System.out.println(what + ": " + times));
    assertThat(sum.failures).isEmpty();
  }

  @Test
  void aSeedPlaysTheSameAgain() {
    var world = new World(SmallBackup.all());
    long replayed = (long) REPLAYED * Integer.getInteger("refloat.runs", 1);
    for (long seed = 0; seed < replayed; seed++) {
      List<String> first = Scenario.play(world, seed, new TreeMap<>()).trace();
      assertThat(first).isNotEmpty();
      assertThat(Scenario.play(world, seed, new TreeMap<>()).trace())
          .as("seed " + seed)
          .isEqualTo(first);
    }
  }

  private static void play(World world, long seed, Sum sum) {
    var counts = new TreeMap<String, Integer>();
    try {
      sum.add(seed, Scenario.play(world, seed, counts), counts);
    } catch (RuntimeException | Error e) {
      sum.failed(seed, e);
    }
  }
}
