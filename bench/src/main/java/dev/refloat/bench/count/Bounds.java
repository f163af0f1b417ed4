package dev.refloat.bench.count;

import java.util.List;

/**
 * The numbers that a restore holds. They are about large numbers; what a restore or a collection
 * costs once is counted apart.
 */
public final class Bounds {
  private static final double WRITES_PER_OBJECT = 1.01;
  private static final int WRITES_BESIDE_PARTS = 2;
  private static final double LISTS_PER_THOUSAND = 3;
  private static final double ITEMS_PER_BATCH = 3;
  private static final double TRANSITIONS_PER_BATCH = 4;

  /**
   * Each prefix of a collection is listed with one request that is not full, and each collection
   * has a few files of plan and results: below it, these outweigh what its objects cost.
   */
  private static final int MANY_OBJECTS = 10_000;

  /** Below it, what a collection costs once outweighs its batches. */
  private static final int MANY_BATCHES = 10;

  private Bounds() {}

  /** Each with what was counted. */
  public static List<Bound> of(Counts counts) {
    int objects = counts.workload().objects();
    long batches = Math.max(1, counts.transitions().batchCount());
    boolean split = counts.parts() > 0;
    boolean many = objects >= MANY_OBJECTS;
    double perObject = (double) counts.writes() / objects;
    return List.of(
        split
            ? new Bound(
                "S3 writes per object in parts",
                perObject,
                counts.parts() + WRITES_BESIDE_PARTS,
                true)
            : new Bound("S3 writes per object", perObject, WRITES_PER_OBJECT, true),
        new Bound(
            "S3 writes per object, plan and results included",
            (double) (counts.writes() + counts.otherWrites()) / objects,
            WRITES_PER_OBJECT,
            many && !split),
        new Bound(
            "S3 LIST per 1,000 objects",
            1000.0 * counts.lists() / objects,
            LISTS_PER_THOUSAND,
            many),
        // Metadata of an object in parts is not copied by S3: Prepare asks the source for it.
        new Bound("S3 HEAD", counts.heads(), split ? objects : 0, true),
        new Bound(
            "DynamoDB items written per batch, by Copy",
            (double) counts.batchItems() / batches,
            ITEMS_PER_BATCH,
            true),
        new Bound(
            "DynamoDB items written per batch, all",
            (double) (counts.batchItems() + counts.otherItems()) / batches,
            ITEMS_PER_BATCH,
            false),
        new Bound(
            "State transitions per batch, in its execution",
            (double) counts.transitions().batches() / batches,
            TRANSITIONS_PER_BATCH,
            true),
        new Bound(
            "State transitions per batch, all",
            (double) counts.transitions().all() / batches,
            TRANSITIONS_PER_BATCH,
            batches >= MANY_BATCHES));
  }
}
