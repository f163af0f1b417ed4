package dev.refloat.restore;

import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.Pace;
import dev.refloat.platform.Settings;
import java.util.List;

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
   * As the state machine has it. Each second of a small one is some seven transitions and six
   * writes of one job; 800 transitions and 1,000 writes of a key are what there is.
   */
  static final int COLLECTIONS_AT_ONCE = 100;

  /** The most that a Map runs at once, as far as Step Functions' documentation promises it. */
  private static final int BATCHES_MOST = 1_000;

  /** Of the 1,000 that an account has, where nothing else is set: others need some. */
  private static final int FUNCTIONS_DEFAULT = 800;

  static Parallelism of(Settings settings) {
    long functions = settings.number("COPY_CONCURRENCY", 0);
    return new Parallelism(
        CopyLimits.of(settings),
        Pace.DEFAULT,
        functions == 0 ? FUNCTIONS_DEFAULT : Math.toIntExact(functions));
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

  /**
   * The limits that a collection of this size is cut by: few batches where it is small, and enough
   * for all functions that are of use where it is large.
   */
  CopyLimits limits(long objects, long bytes) {
    long items = limits.items(objects, bytes);
    long least =
        Math.max(
            1,
            Math.max(
                Math.ceilDiv(items, limits.batchItems()),
                Math.ceilDiv(bytes, limits.batchBytes())));
    double oneCall = pace.seconds(items, bytes) / limits.copiesInFlight();
    if (least == 1 && oneCall <= ONE_CALL_SECONDS) {
      return limits;
    }
    long useful = Math.ceilDiv(items, limits.copiesInFlight());
    long wanted = Math.min((long) ROUNDS * functionsFor(items, bytes), useful);
    long batches = Math.max(least, wanted);
    return limits.withBatchItems(
        Math.toIntExact(Math.clamp(Math.ceilDiv(items, batches), 1, limits.batchItems())));
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
        .map(share -> Math.toIntExact(Math.clamp(share, 1, Math.min(shared, BATCHES_MOST))))
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
    return (int) Math.max(1, Math.min(functionsFor(all.requests(), all.bytes()), byTransitions));
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
