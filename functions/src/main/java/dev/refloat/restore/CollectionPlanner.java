package dev.refloat.restore;

import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.SourceDigest;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.copy.CollectionPlan;
import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.PlanFiles;
import dev.refloat.copy.PlanWriter;
import dev.refloat.copy.S3Writes;
import dev.refloat.platform.Json;
import java.nio.charset.StandardCharsets;

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

  PlannedCollection write(
      S3Writes writes,
      PlanFiles files,
      CollectionObjects source,
      Destination destination,
      Verify verify) {
    CatalogueEntry entry = destination.entry();
    String entryDigest =
        planFile.writeEntry(writes, files.prefix() + PlannedCollection.ENTRY, entry);
    var sourceDigest = new SourceDigest();
    CopyLimits limits = parallelism.limits(source.objects().size(), source.bytes());
    CollectionPlan plan = writeObjects(writes, limits, files, destination, sourceDigest);
    ContentPlanner.Written content =
        verify == Verify.CONTENT
            ? contentPlanner.write(writes, files, source, destination)
            : ContentPlanner.Written.NOTHING;
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
        Long.toString(plan.bytes()),
        files.bucket(),
        files.prefix(),
        Long.toString(plan.batches()),
        files.batchesKey(),
        "1",
        Long.toString(content.checks()),
        ContentPlan.checksKey(files),
        files.prefix() + "results/",
        plan.onlyBatch().map(Json::toTree).orElse(null),
        PlanFile.digest(digests.getBytes(StandardCharsets.US_ASCII)),
        sourceDigest.hex());
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
