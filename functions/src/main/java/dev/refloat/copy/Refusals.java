package dev.refloat.copy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says of a copy that cannot work which key it was, why, and what to do. */
final class Refusals {
  /** The range starts at or behind the end of the object. */
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Buckets buckets;

  Refusals(Buckets buckets) {
    this.buckets = buckets;
  }

  /**
   * The error as the caller of the engine gets it: a {@link Refused} where trying again is of no
   * use, a {@link CopyFailed} where it may be, and a defect as it is.
   */
  RuntimeException of(PlannedObject object, RuntimeException error) {
    return switch (CopyErrors.verdict(error)) {
      case THROTTLED, TRANSIENT ->
          new CopyFailed("S3 did not copy to " + buckets.destinationUri(object), error);
      case SOURCE_CHANGED ->
          refused(
              ErrorCode.SOURCE_CHANGED,
              "The object %s changed after the restore was planned. Start the restore again when nothing writes to the backup any more.",
              buckets.sourceUri(object),
              error);
      case SOURCE_MISSING ->
          refused(
              ErrorCode.SOURCE_CHANGED,
              "The object %s was removed after the restore was planned. Check that the backup is complete and not about to expire, and start the restore again.",
              buckets.sourceUri(object),
              error);
      case SOURCE_ARCHIVED ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "The object %s is in an archive storage class and cannot be read. Restore it from the archive in S3 and start the restore again.",
              buckets.sourceUri(object),
              error);
      case BUCKET_MISSING ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "The bucket of %s, or the one it is copied to, does not exist. Check the settings of the deployment.",
              buckets.sourceUri(object),
              error);
      case UPLOAD_MISSING ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "The multipart upload of %s is gone: the restore was abandoned, or a lifecycle rule of the bucket ended the upload. Start the restore again.",
              buckets.destinationUri(object),
              error);
      case DENIED ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "S3 denied the copy of %s. Allow the copy function to read the backup bucket and to write to the data bucket, with the KMS keys of both; where it assumes a role for backups, allow that role.",
              buckets.sourceUri(object),
              error);
      case CHECKSUM ->
          refused(
              ErrorCode.VERIFICATION_FAILED,
              "The checksum of %s does not match what was copied. Start the restore again.",
              buckets.destinationUri(object),
              error);
      case INVALID ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "S3 does not accept the copy of %s. The log of the copy function has its answer.",
              buckets.sourceUri(object),
              error);
      case DEFECT -> error;
    };
  }

  /** The same for a request that concerns the destination alone. */
  RuntimeException ofDestination(String key, RuntimeException error) {
    String uri = destinationUri(key);
    return switch (CopyErrors.verdict(error)) {
      case THROTTLED, TRANSIENT -> new CopyFailed("S3 did not answer for " + uri, error);
      case UPLOAD_MISSING ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "The multipart upload of %s is gone: the restore was abandoned, or a lifecycle rule of the bucket ended the upload. Start the restore again.",
              uri,
              error);
      case DENIED ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "S3 denied the access to %s. Allow the function to list, write and delete in the data bucket, with its KMS key.",
              uri,
              error);
      case CHECKSUM ->
          refused(
              ErrorCode.VERIFICATION_FAILED,
              "The checksum of %s does not match what was copied. Start the restore again.",
              uri,
              error);
      case DEFECT -> error;
      default ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "S3 does not accept the request for %s. The log of the function has its answer.",
              uri,
              error);
    };
  }

  /** The same for a read of a copied object. */
  RuntimeException ofReading(String key, RuntimeException error) {
    return switch (CopyErrors.verdict(error)) {
      case SOURCE_MISSING ->
          refused(
              ErrorCode.VERIFICATION_FAILED,
              "The copied object %s is missing. Start the restore again.",
              destinationUri(key),
              error);
      case DENIED ->
          refused(
              ErrorCode.COLLECTION_RESTORE_FAILED,
              "S3 denied the reading of %s. Allow the function to read in the data bucket, with its KMS key.",
              destinationUri(key),
              error);
      case INVALID -> isBehindTheEnd(error) ? shorter(key) : ofDestination(key, error);
      default -> ofDestination(key, error);
    };
  }

  Refused shorter(String key) {
    return new Refused(
        ErrorCode.VERIFICATION_FAILED,
        "The copied object %s has fewer bytes than planned. Start the restore again."
            .formatted(destinationUri(key)));
  }

  private static boolean isBehindTheEnd(RuntimeException error) {
    return error instanceof S3Exception e && e.statusCode() == RANGE_NOT_SATISFIABLE;
  }

  private String destinationUri(String key) {
    return "s3://" + buckets.destination() + "/" + key;
  }

  /** Does something under prefixes of the destination; its errors come out translated. */
  <T> T inDestination(List<String> prefixes, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw ofDestination(String.join(", ", prefixes), e);
    }
  }

  private static Refused refused(ErrorCode code, String message, String uri, Throwable cause) {
    return new Refused(code, message.formatted(uri), cause);
  }
}
