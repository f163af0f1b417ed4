package dev.refloat.copy;

import dev.refloat.platform.Clients.CopyingS3;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Refused;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Copies one batch.
 *
 * <p>It may be called twice, late, or at the same time as itself: copying an object again writes
 * the same bytes under the same key, and the ledger counts a batch once. What a call leaves behind
 * when it dies:
 *
 * <ul>
 *   <li>Before the ledger entry: objects and parts without one. The next call copies whole objects
 *       again, because asking for each would cost a request per object in every restore to save
 *       some in a rare one; a part that is there is found by ListParts.
 *   <li>Near the deadline, or after an error that may pass: an entry with the items that are
 *       copied, so that the next call starts behind them and a batch that takes longer than a call
 *       comes to its end.
 * </ul>
 *
 * <p>A call that is running when its collection is given up sends nothing more from its next look
 * at the outcome on. What it has in flight then can write objects after their removal. None of them
 * is visible, for only a commit makes a collection so, and the sweep that follows the end of the
 * job, when no such call can run any more, removes them.
 */
public final class BatchCopier {
  private static final Logger LOG = LoggerFactory.getLogger(BatchCopier.class);

  private final S3Client s3;
  private final BatchLedger ledger;
  private final UploadLedger uploads;
  private final CopyCalls calls;
  private final ObjectCopier copier;
  private final UploadParts parts;
  private final Refusals refusals;
  private final MayCopy mayCopy;
  private final Duration lookAgain;

  /**
   * A copier for one process.
   *
   * @param clients that do not retry and have as many connections as the limiter permits
   * @param mayCopy whether a collection may still be written to
   * @param lookAgain how often a call that goes on asks that
   */
  public BatchCopier(
      CopyingS3 clients,
      Buckets buckets,
      CopyOptions options,
      CopyCalls calls,
      BatchLedger ledger,
      UploadLedger uploads,
      MayCopy mayCopy,
      Duration lookAgain) {
    this.s3 = clients.own();
    this.ledger = ledger;
    this.uploads = uploads;
    this.calls = calls;
    this.copier = new ObjectCopier(clients.copies(), buckets, options);
    this.parts = new UploadParts(s3, buckets, calls);
    this.refusals = new Refusals(buckets);
    this.mayCopy = mayCopy;
    this.lookAgain = lookAgain;
  }

  /** Whether a collection with this outcome may be written to by that attempt. */
  @FunctionalInterface
  public interface MayCopy {
    boolean test(Item outcome, int attempt);
  }

  /**
   * What a call did.
   *
   * @param counted false where the batch was found done or counted by another call
   */
  public record Result(boolean counted, int items, long objects, long bytes) {
    static final Result NOTHING = new Result(false, 0, 0, 0);
  }

  /**
   * Copies what the ledger does not know as copied.
   *
   * @throws Refused where trying again is of no use: the message says which key, why and what to do
   * @throws OutOfTime where the next call has to go on
   * @throws CopyFailed where S3 failed too often for reasons that may pass
   */
  public Result copy(BatchPayload batch, Deadline deadline) {
    BatchLedger.State state = ledger.read(batch);
    if (state.done()) {
      LOG.atInfo().addKeyValue("batch", batch).log("Batch was done before");
      return Result.NOTHING;
    }
    if (!isWanted(batch, state.outcome())) {
      throw givenUp();
    }
    List<CopyItem> items = read(batch);
    var run = run(batch, items, (BitSet) state.copied().clone());
    try {
      run.run(new Parallel(calls.mostInFlight(), deadline, calls.time(), watch(batch)));
    } catch (OutOfTime e) {
      throw outOfTime(batch, state, run.copied(), e);
    } catch (CopyFailed e) {
      ledger.savePartial(batch, state, run.copied());
      throw e;
    }
    return finish(batch, state, items);
  }

  /** Nothing more is sent once the collection was given up, or its job canceled. */
  private Watch watch(BatchPayload batch) {
    return new Watch(
        lookAgain,
        calls.time(),
        () -> {
          if (!isWanted(batch, ledger.outcome(batch))) {
            throw givenUp();
          }
        });
  }

  private boolean isWanted(BatchPayload batch, Optional<Item> outcome) {
    return outcome.filter(item -> mayCopy.test(item, batch.files().attempt())).isPresent();
  }

  private static Refused givenUp() {
    return new Refused(
        ErrorCode.COLLECTION_RESTORE_FAILED,
        "The restore of the collection ended before it was copied. Start the restore again.");
  }

  /**
   * The state machine calls again as often as the time runs out, but only a few times where a call
   * fails: so a call that copied nothing has failed, or a request that never ends would be repeated
   * for days.
   */
  private RuntimeException outOfTime(
      BatchPayload batch, BatchLedger.State state, BitSet copied, OutOfTime cause) {
    ledger.savePartial(batch, state, copied);
    return copied.cardinality() > state.copied().cardinality()
        ? cause
        : new CopyFailed("Nothing was copied in the time of one call", cause);
  }

  private BatchRun run(BatchPayload batch, List<CopyItem> items, BitSet copied) {
    var open = uploads.find(batch.files(), BatchRun.numbers(items));
    Map<Long, Map<Integer, Long>> there = new HashMap<>();
    open.forEach((number, upload) -> there.put(number, partSizes(upload)));
    var run = new BatchRun(items, open, copier, calls, refusals, copied);
    run.markThere(there);
    return run;
  }

  private Map<Integer, Long> partSizes(UploadLedger.Upload upload) {
    Map<Integer, Long> sizes = new HashMap<>();
    try {
      parts.list(upload).forEach(part -> sizes.put(part.partNumber(), part.size()));
    } catch (RuntimeException e) {
      throw refusals.ofDestination(upload.destination(), e);
    }
    return sizes;
  }

  private Result finish(BatchPayload batch, BatchLedger.State state, List<CopyItem> items) {
    long bytes = items.stream().mapToLong(CopyItem::bytes).sum();
    long objects = items.stream().mapToLong(CopyItem::objects).sum();
    boolean counted = ledger.finish(batch, state, bytes, objects);
    LOG.atInfo()
        .addKeyValue("batch", batch)
        .addKeyValue("bytes", bytes)
        .addKeyValue("objects", objects)
        .addKeyValue("counted", counted)
        .log("Batch is copied");
    return new Result(counted, items.size(), objects, bytes);
  }

  private List<CopyItem> read(BatchPayload batch) {
    byte[] lines =
        calls.call(
            () ->
                s3.getObjectAsBytes(
                        r -> r.bucket(batch.bucket()).key(batch.key()).range(batch.range()))
                    .asByteArrayUnsafe());
    return Jsonl.lines(lines).map(PlanLines::item).toList();
  }
}
