package dev.refloat.restore;

import dev.refloat.backup.CollectionObjects;
import dev.refloat.cluster.Cluster;
import dev.refloat.copy.PlanFiles;
import dev.refloat.copy.S3Writes;
import dev.refloat.estimate.CollectionSize;
import dev.refloat.job.Attempt;
import dev.refloat.job.Job;
import dev.refloat.platform.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Writes the files of a plan, under a prefix that no other attempt uses. */
final class PlanDraft {
  private final Parallelism parallelism;
  private final CollectionPlanner collectionPlanner;
  private final PlanFile planFile;
  private final Supplier<S3Writes> writes;

  PlanDraft(
      Parallelism parallelism,
      CollectionPlanner collectionPlanner,
      PlanFile planFile,
      Supplier<S3Writes> writes) {
    this.parallelism = parallelism;
    this.collectionPlanner = collectionPlanner;
    this.planFile = planFile;
    this.writes = writes;
  }

  /**
   * Files that are there, all of them.
   *
   * @param sizes of the plans, in the same order
   * @param sent requests that it took
   */
  record Written(
      String prefix,
      String digest,
      List<PlannedCollection> plans,
      List<CollectionSize> sizes,
      S3Writes.Sent sent) {}

  /**
   * Writes the plan of each collection, and their list.
   *
   * @param wanted by number in the plan
   * @param objects by name in the backup; two targets may come from one
   * @param anySkipped whether the job skips any, in this run or an earlier one
   * @param skipped in this run
   * @param milvusVersion of the cluster that was backed up
   * @param takeIds takes as many as it is given, and answers the first of them
   */
  Written write(
      Job job,
      Cluster cluster,
      Map<String, Target> wanted,
      Map<String, CollectionObjects> objects,
      boolean anySkipped,
      List<PlanFile.Skipped> skipped,
      Verify verify,
      String milvusVersion,
      LongUnaryOperator takeIds) {
    int attempt = Attempt.draw(job.run(), Randomness.SECURE);
    String prefix = "plans/" + job.jobId() + "/" + attempt + "/";
    long needed =
        wanted.values().stream()
            .mapToLong(target -> NewIds.needed(of(objects, target).meta()))
            .sum();
    long nextId = takeIds.applyAsLong(needed);
    Parallelism.Size all =
        wanted.values().stream()
            .map(target -> CollectionPlanner.size(of(objects, target)))
            .reduce(Parallelism.Size.NOTHING, Parallelism.Size::and);
    try (S3Writes files = writes.get()) {
      var plans = new ArrayList<PlannedCollection>();
      var sizes = new ArrayList<CollectionSize>();
      for (Map.Entry<String, Target> entry : wanted.entrySet()) {
        CollectionObjects found = of(objects, entry.getValue());
        var ids = new NewIds(found.meta(), nextId);
        nextId += NewIds.needed(found.meta());
        CollectionPlanner.Written written =
            collectionPlanner.write(
                files,
                new PlanFiles(planFile.workBucket(), job.jobId(), attempt, entry.getKey()),
                found,
                all,
                new Destination(cluster, found, entry.getValue(), ids, milvusVersion),
                verify);
        plans.add(written.collection());
        sizes.add(written.size());
      }
      // What goes on at once follows from all of them.
      List<Integer> atOnce =
          parallelism.batchesAtOnce(plans.stream().map(Parallelism.Load::of).toList());
      List<PlannedCollection> shared = shared(plans, atOnce, PlannedCollection::withBatchesAtOnce);
      String digest = planFile.writeCollections(files, prefix, shared, skipped, anySkipped);
      files.await();
      return new Written(
          prefix, digest, shared, shared(sizes, atOnce, CollectionSize::atOnce), files.sent());
    }
  }

  private static <T> List<T> shared(
      List<T> all, List<Integer> atOnce, BiFunction<T, Integer, T> with) {
    return IntStream.range(0, all.size())
        .mapToObj(i -> with.apply(all.get(i), atOnce.get(i)))
        .toList();
  }

  private static CollectionObjects of(Map<String, CollectionObjects> objects, Target target) {
    return Objects.requireNonNull(objects.get(target.source()));
  }
}
