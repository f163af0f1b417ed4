package dev.refloat.restore;

import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.SourceDigest;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.copy.CollectionPlan;
import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.PlanFiles;
import dev.refloat.copy.PlanWriter;
import dev.refloat.copy.S3Writes;
import dev.refloat.estimate.CollectionSize;
import dev.refloat.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes the plan of one collection: its catalogue entry, its objects, the batches they are copied
 * in, and which files are to be opened.
 */
final class CollectionPlanner {
  /** A copy takes S3 longer than the one to three small reads that open a file. */
  private static final int FILES_PER_ITEM = 2;

  /** What is known of their rows is held until the last of them was opened. */
  private static final int FILES_MOST = 1_000;

  private final Parallelism parallelism;
  private final PlanFile planFile;
  private final ContentPlanner contentPlanner;

  CollectionPlanner(Parallelism parallelism, PlanFile planFile) {
    this.parallelism = parallelism;
    this.planFile = planFile;
    this.contentPlanner =
        new ContentPlanner(
            Math.min(FILES_MOST, FILES_PER_ITEM * parallelism.limits().batchItems()));
  }

  /** A plan that is written, and what there is to do by it. */
  record Written(PlannedCollection collection, CollectionSize size) {}

  /**
   * @param all that is copied by the same plan
   */
  Written write(
      S3Writes writes,
      PlanFiles files,
      CollectionObjects source,
      Parallelism.Size all,
      Destination destination,
      Verify verify) {
    CatalogueEntry entry = destination.entry();
    PlanFile.WrittenEntry written =
        planFile.writeEntry(writes, files.prefix() + PlannedCollection.ENTRY, entry);
    var sourceDigest = new SourceDigest();
    CopyLimits limits = parallelism.limits(size(source), all);
    CollectionPlan plan = writeObjects(writes, limits, files, destination, sourceDigest);
    ContentPlanner.Written content =
        verify == Verify.CONTENT
            ? contentPlanner.write(writes, files, source, destination)
            : ContentPlanner.Written.NOTHING;
    long deltaLogs = source.meta().segments().mapToLong(s -> s.deltaLogs().size()).sum();
    return new Written(
        planned(
            files, source, entry, deltaLogs, plan, content, written.digest(), sourceDigest.hex()),
        size(plan, deltaLogs, content, written.rowBytes()));
  }

  /** The sum that the meta has: adding up millions of logs takes longer than planning some. */
  static Parallelism.Size size(CollectionObjects source) {
    long bytes = source.meta().size();
    return new Parallelism.Size(source.objects().size(), bytes > 0 ? bytes : source.bytes());
  }

  private static PlannedCollection planned(
      PlanFiles files,
      CollectionObjects source,
      CatalogueEntry entry,
      long deltaLogs,
      CollectionPlan plan,
      ContentPlanner.Written content,
      String entryDigest,
      String sourceDigest) {
    String digests = entryDigest + plan.digest() + content.digest();
    return new PlannedCollection(
        files.jobId(),
        files.collection(),
        source.meta().dbName(),
        source.meta().name(),
        entry.clusterId(),
        entry.collectionId(),
        entry.dbName(),
        entry.collectionName(),
        Long.toString(plan.objects()),
        Long.toString(plan.objectsInRanges()),
        Long.toString(deltaLogs),
        Long.toString(plan.bytes()),
        files.bucket(),
        files.prefix(),
        Long.toString(plan.batches()),
        files.batchesKey(),
        "1",
        Long.toString(content.checks()),
        ContentPlan.checksKey(files),
        plan.onlyBatch().map(Json::toTree).orElse(null),
        PlanFile.digest(digests.getBytes(StandardCharsets.US_ASCII)),
        sourceDigest);
  }

  private static CollectionSize size(
      CollectionPlan plan, long deltaLogs, ContentPlanner.Written content, OptionalLong rowBytes) {
    CollectionPlan.Beside beside = plan.beside();
    return new CollectionSize(
        plan.objects(),
        deltaLogs,
        plan.bytes(),
        new CollectionSize.Copying(
            plan.batches(),
            plan.objectsInRanges(),
            beside.parts(),
            beside.partLists(),
            beside.batchPartLists(),
            beside.rangedReads(),
            1),
        beside.objectReads(),
        new CollectionSize.Opening(content.checks(), content.reads()),
        rowBytes,
        Optional.empty());
  }

  private CollectionPlan writeObjects(
      S3Writes writes,
      CopyLimits limits,
      PlanFiles files,
      Destination destination,
      SourceDigest sourceDigest) {
    try (var writer = new PlanWriter(writes, limits, files)) {
      destination.objects(sourceDigest::add).forEach(writer::add);
      return writer.finish();
    }
  }
}
