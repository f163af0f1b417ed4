package dev.refloat.restore;

import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.Pace;
import dev.refloat.estimate.Duration;
import dev.refloat.platform.Settings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides how a restore is cut and how much of it goes on at once: a small one in few steps, a
 * large one as fast as S3, Lambda and Step Functions let it. The formulas are explained in {@code
 * docs/scaling.md}.
 *
 * @param pace of copies
 * @param functions copy functions that may run at once
 */
record Parallelism(CopyLimits limits, Pace pace, int functions) {
  /** Copies a second that a partition of a bucket takes, by S3's documentation. */
  private static final int COPIES_PER_PARTITION = 3_500;

  /** S3 splits a partition after half an hour of load that lasts; what is over sooner has one. */
  private static final int SECONDS_TO_SPLIT = 1_800;

  private static final int PARTITIONS_MOST = 16;

  /** A collection that one call copies in this time needs no second one. */
  private static final int ONE_CALL_SECONDS = 20;

  /** Batches for each function that runs at once: so many that one that is late delays little. */
  private static final int ROUNDS = 4;

  /** Transitions of a batch: its execution and its one state. */
  private static final int BATCH_TRANSITIONS = 2;

  /** 800 a second are refilled in most regions; some are left for others. */
  private static final double TRANSITIONS_PER_SECOND = 640;

  /** No call is shorter, however little it copies. */
  private static final double CALL_SECONDS_LEAST = 0.5;

  /**
   * As the state machine has it. A small one is three transitions and some ten writes in a few
   * seconds; 800 transitions and 1,000 writes of a key in a second are what there is.
   */
  static final int COLLECTIONS_AT_ONCE = 100;

  private static final int AHEAD_MOST = COLLECTIONS_AT_ONCE;

  /** All that run at once may begin in the same second. */
  private static final int BATCHES_MOST = (int) TRANSITIONS_PER_SECOND / BATCH_TRANSITIONS;

  /** Of the 1,000 that an account has, where nothing else is set: others need some. */
  private static final int FUNCTIONS_DEFAULT = 800;

  static Parallelism of(Settings settings) {
    long functions = settings.number("COPY_CONCURRENCY", 0);
    return new Parallelism(
        CopyLimits.of(settings),
        Pace.DEFAULT,
        functions == 0 ? FUNCTIONS_DEFAULT : Math.toIntExact(functions));
  }

  /** For the estimate, which is by the same model. */
  Duration.Flow flow() {
    return new Duration.Flow(COLLECTIONS_AT_ONCE, limits.copiesInFlight(), pace);
  }

  /** Something to copy. */
  record Load(long batches, long requests, long bytes) {
    static Load of(PlannedCollection plan) {
      return new Load(
          Long.parseLong(plan.batches()),
          Long.parseLong(plan.objects()),
          Long.parseLong(plan.bytes()));
    }

    Load and(Load other) {
      return new Load(batches + other.batches, requests + other.requests, bytes + other.bytes);
    }
  }

  /** What is to be copied, as the backup's meta says it. */
  record Size(long objects, long bytes) {
    static final Size NOTHING = new Size(0, 0);

    Size and(Size other) {
      return new Size(objects + other.objects, bytes + other.bytes);
    }
  }

  /**
   * The limits that a collection is cut by: few batches where it is small, and its part of those
   * that keep all functions busy that are of use where it is large.
   *
   * @param all collections that are copied with it, itself included
   */
  CopyLimits limits(Size collection, Size all) {
    long items = items(collection);
    double seconds = seconds(collection);
    long least =
        Math.max(
            1,
            Math.max(
                Math.ceilDiv(items, limits.batchItems()),
                Math.ceilDiv(collection.bytes(), limits.batchBytes())));
    if (least == 1 && seconds / limits.copiesInFlight() <= ONE_CALL_SECONDS) {
      return limits;
    }
    double atOnce = seconds / seconds(all) * functionsFor(items(all), all.bytes());
    long useful = Math.ceilDiv(items, limits.copiesInFlight());
    long wanted = Math.min(inRounds(atOnce), useful);
    long batches = Math.max(least, wanted);
    return limits.withBatchItems(
        Math.toIntExact(Math.clamp(Math.ceilDiv(items, batches), 1, limits.batchItems())));
  }

  /** As many as end together: a last round with fewer would leave functions without work. */
  private static long inRounds(double atOnce) {
    // A meta may give sizes from which nothing above 0 follows; they are a warning, not an error.
    long functions = (long) Math.max(1, Math.ceil(atOnce));
    return Math.ceilDiv((long) Math.ceil(ROUNDS * atOnce), functions) * functions;
  }

  /**
   * Functions that a restore needs at once when it begins to copy, those left out that are called
   * when its execution begins.
   */
  record Needed(int inOneCall, int collection, int copy) {}

  /**
   * As the backup's meta lets it be known; at most {@value #AHEAD_MOST} of each: who has more to do
   * does not wait for a start.
   */
  Needed needed(List<Size> collections) {
    Size all = collections.stream().reduce(Size.NOTHING, Size::and);
    List<Load> several =
        collections.stream().map(size -> load(size, all)).filter(l -> l.batches() > 1).toList();
    List<Integer> atOnce = batchesAtOnce(several);
    long copies =
        IntStream.range(0, several.size())
            .mapToLong(i -> Math.min(atOnce.get(i), several.get(i).batches()))
            .sum();
    return new Needed(
        Math.clamp(collections.size() - several.size() - 1L, 0, AHEAD_MOST),
        Math.clamp(several.size() - 1L, 0, AHEAD_MOST),
        Math.clamp(copies, 0, AHEAD_MOST));
  }

  private Load load(Size size, Size all) {
    long items = items(size);
    CopyLimits cut = limits(size, all);
    long batches =
        Math.max(
            Math.ceilDiv(items, cut.batchItems()), Math.ceilDiv(size.bytes(), cut.batchBytes()));
    return new Load(batches, items, size.bytes());
  }

  private long items(Size size) {
    return limits.items(size.objects(), size.bytes());
  }

  /** What its copies take, one after the other. */
  private double seconds(Size size) {
    return pace.seconds(items(size), size.bytes());
  }

  /**
   * How many batches of each collection go on at once, in the order of the collections; at least 1.
   */
  List<Integer> batchesAtOnce(List<Load> collections) {
    Load all = collections.stream().reduce(new Load(0, 0, 0), Load::and);
    int shared = functionsAtOnce(all);
    // Those that run together have this part of all batches, as far as can be said.
    double part = Math.min(1.0, (double) COLLECTIONS_AT_ONCE / Math.max(1, collections.size()));
    double together = Math.max(1, all.batches() * part);
    return collections.stream()
        .map(load -> (long) Math.ceil(shared * load.batches() / together))
        .map(share -> Math.toIntExact(Math.clamp(share, 1, shared)))
        .toList();
  }

  private int functionsAtOnce(Load all) {
    if (all.batches() == 0) {
      return 1;
    }
    double call =
        Math.max(
            CALL_SECONDS_LEAST,
            pace.seconds(all.requests(), all.bytes()) / limits.copiesInFlight() / all.batches());
    double byTransitions = TRANSITIONS_PER_SECOND / BATCH_TRANSITIONS * call;
    double most = Math.min(BATCHES_MOST, byTransitions);
    return (int) Math.max(1, Math.min(functionsFor(all.requests(), all.bytes()), most));
  }

  /** As many as S3 lets be of use, and Lambda lets run. */
  private int functionsFor(long requests, long bytes) {
    double partitions =
        Math.clamp(
            (double) requests / (COPIES_PER_PARTITION * SECONDS_TO_SPLIT), 1, PARTITIONS_MOST);
    double each = pace.seconds(requests, bytes) / Math.max(1, requests);
    double byS3 = COPIES_PER_PARTITION * partitions * each / limits.copiesInFlight();
    return (int) Math.max(1, Math.min(Math.ceil(byS3), functions));
  }
}
