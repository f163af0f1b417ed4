package dev.refloat.copy;

import dev.refloat.platform.Clients.CopyingS3;
import dev.refloat.platform.Refused;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * The multipart uploads of a collection: opened before its first batch, completed after its last
 * one, or aborted. Each step may run twice or be cut off anywhere. Opening and completing are for
 * collections that have objects in ranges; the others have nothing to read or to list.
 */
public final class Uploads {
  private final S3Client s3;
  private final Buckets buckets;
  private final CopyCalls calls;
  private final UploadLedger ledger;
  private final UploadOpener opener;
  private final UploadCompleter completer;
  private final Refusals refusals;

  /**
   * The uploads of one process.
   *
   * @param clients that do not retry and have as many connections as the limiter permits
   */
  public Uploads(
      CopyingS3 clients,
      Buckets buckets,
      CopyOptions options,
      CopyCalls calls,
      UploadLedger ledger) {
    this.s3 = clients.own();
    this.buckets = buckets;
    this.calls = calls;
    this.ledger = ledger;
    this.opener = new UploadOpener(clients, buckets, options, calls);
    this.completer = new UploadCompleter(s3, buckets, calls);
    this.refusals = new Refusals(buckets);
  }

  /**
   * Opens an upload for every object in ranges that has none yet. Dying between the opening and the
   * ledger leaves an upload that no ledger knows: {@link #abort} finds it by its key.
   */
  public void open(PlanFiles files, Deadline deadline) {
    new Parallel(calls.mostInFlight(), deadline, calls.time())
        .forEach(
            PlanReader.ranged(s3, calls, files), (file, stopped) -> open(files, file, stopped));
  }

  private void open(PlanFiles files, PlannedFile file, BooleanSupplier stopped) {
    if (ledger.find(files, file.number()).isPresent()) {
      return;
    }
    String key = file.object().destination();
    UploadOpener.Opened opened = opener.open(file.object(), stopped);
    var upload =
        new UploadLedger.Upload(
            file.number(), files.attempt(), key, opened.uploadId(), opened.sourceChecksum());
    if (!ledger.add(files, upload)) {
      // Another call of this step was faster, and the batches will use its upload.
      abort(key, opened.uploadId());
    }
  }

  /**
   * Completes every upload. All batches must be done. Uploads that lost their way into the ledger
   * are aborted at the end, so that nothing is open under the prefixes any more.
   *
   * @param prefixes of the collection's keys in the destination bucket
   * @throws Refused where a part is missing or has another size than its range, or where a checksum
   *     does not match: the message says which key
   */
  public void complete(PlanFiles files, List<String> prefixes, Deadline deadline) {
    new Parallel(calls.mostInFlight(), deadline, calls.time())
        .forEach(
            PlanReader.ranged(s3, calls, files), (file, stopped) -> complete(files, file, stopped));
    prefixes.forEach(this::abortUnder);
  }

  private void complete(PlanFiles files, PlannedFile file, BooleanSupplier stopped) {
    var upload =
        ledger
            .find(files, file.number())
            .orElseThrow(() -> new IllegalStateException("An object in ranges was never opened"));
    completer.complete(file.object(), file.ranges().orElseThrow(), upload, stopped);
  }

  /**
   * Aborts every upload of an attempt at a collection: those in the ledger, and those under the
   * prefixes that no ledger knows. The ledger keeps its entries.
   *
   * @param prefixes of the collection's keys in the destination bucket
   * @return uploads that were aborted
   */
  public long abort(String jobId, String collection, int attempt, List<String> prefixes) {
    ledger
        .all(jobId, collection, attempt)
        .forEach(upload -> abort(upload.destination(), upload.uploadId()));
    return prefixes.stream().mapToLong(this::abortUnder).sum();
  }

  /** Aborts every upload whose key starts with the prefix. */
  long abortUnder(String prefix) {
    long aborted = 0;
    Iterator<MultipartUpload> uploads = openUnder(prefix).iterator();
    while (uploads.hasNext()) {
      MultipartUpload upload = uploads.next();
      abort(upload.key(), upload.uploadId());
      aborted++;
    }
    return aborted;
  }

  private Stream<MultipartUpload> openUnder(String prefix) {
    var request =
        ListMultipartUploadsRequest.builder().bucket(buckets.destination()).prefix(prefix);
    Stream.Builder<MultipartUpload> found = Stream.builder();
    while (true) {
      var page =
          refusals.inDestination(
              List.of(prefix), () -> calls.call(() -> s3.listMultipartUploads(request.build())));
      page.uploads().forEach(found);
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return found.build();
      }
      request.keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker());
    }
  }

  private void abort(String key, String uploadId) {
    try {
      calls.call(
          () ->
              s3.abortMultipartUpload(
                  r -> r.bucket(buckets.destination()).key(key).uploadId(uploadId)));
    } catch (RuntimeException e) {
      // Completed or aborted before: then there is nothing to abort.
      if (CopyErrors.verdict(e) != Verdict.UPLOAD_MISSING) {
        throw refusals.ofDestination(key, e);
      }
    }
  }
}
