package dev.refloat.copy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Completes the multipart upload of one object. Its checksum is combined from those of its parts
 * and must be the one that S3 answers and, where the source has one, that of the source: an object
 * that is there is then the source's bytes, though nobody read them.
 */
final class UploadCompleter {
  private static final Logger LOG = LoggerFactory.getLogger(UploadCompleter.class);

  private static final List<Duration> WHILE_IT_COMES =
      List.of(Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1));

  private final S3Client s3;
  private final Buckets buckets;
  private final CopyCalls calls;
  private final UploadParts parts;
  private final Refusals refusals;

  UploadCompleter(S3Client s3, Buckets buckets, CopyCalls calls) {
    this.s3 = s3;
    this.buckets = buckets;
    this.calls = calls;
    this.parts = new UploadParts(s3, buckets, calls);
    this.refusals = new Refusals(buckets);
  }

  /**
   * Doing it again finds the object.
   *
   * @throws Refused where a part is missing or has another size than its range, or where a checksum
   *     does not match: the message says which key
   */
  void complete(
      PlannedObject object, Ranges ranges, UploadLedger.Upload upload, BooleanSupplier stopped) {
    try {
      completeUnlessDone(object, ranges, upload, stopped);
    } catch (RuntimeException e) {
      throw refusals.ofDestination(object.destination(), e);
    }
  }

  private void completeUnlessDone(
      PlannedObject object, Ranges ranges, UploadLedger.Upload upload, BooleanSupplier stopped) {
    try {
      List<Part> there = parts.list(upload);
      requireAll(object, ranges, there);
      complete(object, upload, there, stopped);
    } catch (S3Exception e) {
      if (CopyErrors.verdict(e) != Verdict.UPLOAD_MISSING
          || !becomesComplete(object, ranges, upload, stopped)) {
        throw e;
      }
      LOG.atInfo().addKeyValue("key", object.destination()).log("Upload was completed before");
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
    Optional<String> combined = PartChecksums.combine(there);
    combined.ifPresent(checksum -> requireSame(upload.sourceChecksum(), checksum));
    var request =
        CompleteMultipartUploadRequest.builder()
            .bucket(buckets.destination())
            .key(object.destination())
            .uploadId(upload.uploadId())
            .multipartUpload(u -> u.parts(there.stream().map(UploadCompleter::completed).toList()));
    combined.ifPresent(
        checksum -> request.checksumCRC64NVME(checksum).checksumType(ChecksumType.FULL_OBJECT));
    var answer = calls.call(stopped, () -> s3.completeMultipartUpload(request.build()));
    if (answer.eTag() == null) {
      throw new IncompleteAnswer("CompleteMultipartUpload");
    }
    String actual = answer.checksumCRC64NVME();
    if (actual != null) {
      requireSame(combined.or(upload::sourceChecksum), actual);
    }
  }

  private static void requireSame(Optional<String> expected, String actual) {
    if (expected.isPresent() && !expected.get().equals(actual)) {
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
   * Whether the object is there, or comes: a completion whose answer was lost may still be at work,
   * and then its upload is gone and its object not there yet.
   */
  private boolean becomesComplete(
      PlannedObject object, Ranges ranges, UploadLedger.Upload upload, BooleanSupplier stopped) {
    for (Duration pause : WHILE_IT_COMES) {
      if (isComplete(object, ranges, upload)) {
        return true;
      }
      if (stopped.getAsBoolean() || !slept(pause)) {
        return false;
      }
    }
    return isComplete(object, ranges, upload);
  }

  private boolean slept(Duration pause) {
    try {
      calls.time().sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Whether the object is there as this upload would have made it: of the right size, and in as
   * many parts, which its ETag ends with.
   *
   * @throws ChecksumMismatch where it has another checksum than its source
   */
  private boolean isComplete(PlannedObject object, Ranges ranges, UploadLedger.Upload upload) {
    try {
      HeadObjectResponse head = calls.call(() -> s3.headObject(headRequest(object, upload)));
      if (head.checksumCRC64NVME() != null) {
        requireSame(upload.sourceChecksum(), head.checksumCRC64NVME());
      }
      return head.contentLength() == object.size()
          && ETags.unquoted(head.eTag()).endsWith("-" + ranges.count());
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  private HeadObjectRequest headRequest(PlannedObject object, UploadLedger.Upload upload) {
    var request =
        HeadObjectRequest.builder().bucket(buckets.destination()).key(object.destination());
    upload.sourceChecksum().ifPresent(any -> request.checksumMode(ChecksumMode.ENABLED));
    return request.build();
  }
}
