package dev.refloat.copy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The multipart uploads of a collection: opened before its first batch, completed after its last
 * one, or aborted. Each step may run twice or be cut off anywhere.
 */
public final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final S3Client s3;
  private final Buckets buckets;
  private final CopyOptions options;
  private final CopyCalls calls;
  private final UploadLedger ledger;
  private final UploadParts parts;
  private final Refusals refusals;

  /**
   * The uploads of one process.
   *
   * @param s3 a client that does not retry and has as many connections as the limiter permits
   */
  public Uploads(
      S3Client s3, Buckets buckets, CopyOptions options, CopyCalls calls, UploadLedger ledger) {
    this.s3 = s3;
    this.buckets = buckets;
    this.options = options;
    this.calls = calls;
    this.ledger = ledger;
    this.parts = new UploadParts(s3, buckets, calls);
    this.refusals = new Refusals(buckets);
  }

  /**
   * Opens an upload for every object in ranges that has none yet. Dying between the opening and the
   * ledger leaves an upload that no ledger knows: {@link #abort} finds it by its key.
   */
  public void open(PlanFiles files, Deadline deadline) {
    new Parallel(calls.mostInFlight(), deadline)
        .forEach(objectsInRanges(files), (file, stopped) -> open(files, file, stopped));
  }

  private void open(PlanFiles files, PlannedFile file, BooleanSupplier stopped) {
    if (ledger.find(files, file.number()).isPresent()) {
      return;
    }
    String key = file.object().destination();
    String id;
    try {
      id = calls.call(stopped, () -> s3.createMultipartUpload(openRequest(key)).uploadId());
    } catch (RuntimeException e) {
      throw refusals.ofDestination(key, e);
    }
    if (!ledger.add(files, new UploadLedger.Upload(file.number(), files.attempt(), key, id))) {
      // Another call of this step was faster, and the batches will use its upload.
      abort(key, id);
    }
  }

  private CreateMultipartUploadRequest openRequest(String key) {
    var request = CreateMultipartUploadRequest.builder().bucket(buckets.destination()).key(key);
    if (options.checksum()) {
      request
          .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
          .checksumType(ChecksumType.FULL_OBJECT);
    }
    options.storageClass().ifPresent(request::storageClass);
    options
        .kmsKey()
        .ifPresent(
            kms -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kms));
    return request.build();
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
    var any = new AtomicBoolean();
    new Parallel(calls.mostInFlight(), deadline)
        .forEach(
            objectsInRanges(files),
            (file, stopped) -> {
              any.set(true);
              complete(files, file, stopped);
            });
    if (any.get()) {
      prefixes.forEach(this::abortUnder);
    }
  }

  private void complete(PlanFiles files, PlannedFile file, BooleanSupplier stopped) {
    PlannedObject object = file.object();
    var upload =
        ledger
            .find(files, file.number())
            .orElseThrow(() -> new IllegalStateException("An object in ranges was never opened"));
    Ranges ranges = file.ranges().orElseThrow();
    try {
      List<Part> there = parts.list(upload);
      requireAll(object, ranges, there);
      complete(object, upload, there, stopped);
    } catch (RuntimeException e) {
      if (CopyErrors.verdict(e) == Verdict.UPLOAD_MISSING && isComplete(object, ranges)) {
        LOG.atInfo().addKeyValue("key", object.destination()).log("Upload was completed before");
        return;
      }
      throw refusals.ofDestination(object.destination(), e);
    }
  }

  private void requireAll(PlannedObject object, Ranges ranges, List<Part> there) {
    boolean all = there.size() == ranges.count();
    for (int i = 0; all && i < there.size(); i++) {
      Part part = there.get(i);
      all = part.partNumber() == i + 1 && part.size() == ranges.get(i + 1).length();
    }
    if (!all) {
      throw new Refused(
          ErrorCode.VERIFICATION_FAILED,
          "The multipart upload of %s does not have the %d parts that were copied. Start the restore again."
              .formatted(buckets.destinationUri(object), ranges.count()));
    }
  }

  private void complete(
      PlannedObject object, UploadLedger.Upload upload, List<Part> there, BooleanSupplier stopped) {
    Optional<String> expected = PartChecksums.combine(there);
    var request =
        CompleteMultipartUploadRequest.builder()
            .bucket(buckets.destination())
            .key(object.destination())
            .uploadId(upload.uploadId())
            .multipartUpload(u -> u.parts(there.stream().map(Uploads::completed).toList()));
    expected.ifPresent(
        checksum -> request.checksumCRC64NVME(checksum).checksumType(ChecksumType.FULL_OBJECT));
    var answer = calls.call(stopped, () -> s3.completeMultipartUpload(request.build()));
    if (answer.eTag() == null) {
      throw new IncompleteAnswer("CompleteMultipartUpload");
    }
    String actual = answer.checksumCRC64NVME();
    if (expected.isPresent() && actual != null && !expected.get().equals(actual)) {
      throw new ChecksumMismatch(expected.get(), actual);
    }
  }

  private static CompletedPart completed(Part part) {
    return CompletedPart.builder()
        .partNumber(part.partNumber())
        .eTag(part.eTag())
        .checksumCRC64NVME(part.checksumCRC64NVME())
        .build();
  }

  /**
   * Whether the object is there as this upload would have made it: of the right size, and in as
   * many parts, which its ETag ends with.
   */
  private boolean isComplete(PlannedObject object, Ranges ranges) {
    try {
      var head =
          calls.call(
              () -> s3.headObject(r -> r.bucket(buckets.destination()).key(object.destination())));
      return head.contentLength() == object.size()
          && ETags.unquoted(head.eTag()).endsWith("-" + ranges.count());
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Aborts every upload of a collection: those in the ledger, and those under the prefixes that no
   * ledger knows. The ledger keeps its entries.
   *
   * @param prefixes of the collection's keys in the destination bucket
   * @return uploads that were aborted
   */
  public long abort(String jobId, String collection, List<String> prefixes) {
    ledger.all(jobId, collection).forEach(upload -> abort(upload.destination(), upload.uploadId()));
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

  private Iterator<PlannedFile> objectsInRanges(PlanFiles files) {
    Iterable<PlannedFile> all = () -> new PlanReader(s3, calls, files);
    return StreamSupport.stream(all.spliterator(), /* parallel= */ false)
        .filter(file -> file.ranges().isPresent())
        .iterator();
  }
}
