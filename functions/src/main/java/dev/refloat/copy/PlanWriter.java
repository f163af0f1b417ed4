package dev.refloat.copy;

import dev.refloat.platform.Json;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the plan of one collection as its objects come, in constant memory. Close it in any case;
 * without {@link #finish} it leaves no file, or some whose plan nobody refers to.
 */
public final class PlanWriter implements AutoCloseable {
  private final CopyLimits limits;
  private final PlanFiles files;
  private final S3Output objects;
  private final S3Output ranged;
  private final S3Output items;
  private final S3Output batches;
  private final BatchPlanner planner;
  private final ItemLines window = new ItemLines();
  private final JsonLine json = new JsonLine();
  private @Nullable String previous;
  private @Nullable BatchPayload firstBatch;
  private long objectCount;
  private long objectsInRanges;
  private long bytes;
  private long batchCount;
  private long requests;
  private long parts;
  private long partLists;
  private long batchPartLists;

  /**
   * Starts a plan.
   *
   * @param writes where the files go; they are there when it says so
   */
  public PlanWriter(S3Writes writes, CopyLimits limits, PlanFiles files) {
    this.limits = limits;
    this.files = files;
    this.objects = new S3Output(writes, files.bucket(), files.objectsKey());
    this.ranged = new S3Output(writes, files.bucket(), files.rangedKey());
    this.items = new S3Output(writes, files.bucket(), files.itemsKey());
    this.batches = new S3Output(writes, files.bucket(), files.batchesKey());
    this.planner = new BatchPlanner(limits, this::write);
  }

  /**
   * Takes the next object.
   *
   * @throws IllegalArgumentException where its destination key does not come after that of the
   *     object before, in the order in which S3 lists keys
   */
  public void add(PlannedObject object) {
    if (previous != null && KeyOrder.UTF_8.compare(previous, object.destination()) >= 0) {
      throw new IllegalArgumentException(
          "Objects must come in the order of their destination keys, each once: %s after %s"
              .formatted(object.destination(), previous));
    }
    previous = object.destination();
    PlannedFile file = PlannedFile.of(objectCount, object, limits);
    byte[] line = PlanLines.line(json, file);
    objects.line(line);
    objectCount++;
    bytes += object.size();
    requests += file.ranges().map(ranges -> ranges.count() + 2).orElse(1);
    if (file.ranges().isPresent()) {
      ranged.line(PlanLines.rangedLine(json, file));
      objectsInRanges++;
      parts += file.ranges().get().count();
      partLists += Math.ceilDiv(file.ranges().get().count(), S3Limits.PAGE);
      file.items()
          .forEach(
              item ->
                  window.put(planner.add(item.bytes()), PlanLines.line(json, item), file.number()));
    } else {
      // That of the whole object as an item is the same.
      window.put(planner.add(object.size()), line, ItemLines.WHOLE);
    }
  }

  private void write(int[] batch) {
    long offset = items.written();
    for (int place : batch) {
      window.write(place, items);
    }
    var payload = BatchPayload.of(files, batchCount, offset, items.written() - offset);
    if (firstBatch == null) {
      firstBatch = payload;
    } else {
      if (batchCount == 1) {
        batches.line(Json.bytes(firstBatch));
      }
      batches.line(Json.bytes(payload));
    }
    batchCount++;
    batchPartLists += window.objectsInRanges(batch);
  }

  /** Writes what is left, but for files that would have nothing that anybody reads. */
  public CollectionPlan finish() {
    planner.finish();
    MessageDigest digest = S3Output.sha256();
    digest.update(objects.finish());
    if (objectsInRanges > 0) {
      digest.update(ranged.finish());
    }
    if (batchCount > 0) {
      digest.update(items.finish());
    }
    if (batchCount > 1) {
      digest.update(batches.finish());
    }
    return new CollectionPlan(
        files,
        objectCount,
        objectsInRanges,
        bytes,
        batchCount,
        requests,
        HexFormat.of().formatHex(digest.digest()),
        batchCount == 1 ? Optional.ofNullable(firstBatch) : Optional.empty(),
        beside());
  }

  private CollectionPlan.Beside beside() {
    return new CollectionPlan.Beside(
        parts,
        partLists,
        batchPartLists,
        PlanReader.requests(objects.written()),
        objectsInRanges > 0 ? PlanReader.requests(ranged.written()) : 0);
  }

  @Override
  public void close() {
    try (objects;
        ranged;
        items) {
      batches.close();
    }
  }
}
