package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Which of S3's errors a caller can put right. The others are tried again, or are ours. */
final class BucketErrors {
  private BucketErrors() {}

  static RuntimeException explain(S3Exception error, String bucket, String what) {
    if (error instanceof NoSuchBucketException) {
      return new Refused(
          ErrorCode.BACKUP_NOT_FOUND, "Bucket " + bucket + " does not exist.", error);
    }
    if (error.statusCode() == 403) {
      return new Refused(
          ErrorCode.BACKUP_NOT_FOUND,
          what + " is not allowed to this service: its role needs s3:ListBucket and s3:GetObject.",
          error);
    }
    return error;
  }
}
