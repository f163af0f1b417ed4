package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Which of S3's errors a caller can put right. The others are tried again, or are ours. */
final class BucketErrors {
  /** S3's ways to say that a request belongs to another region. */
  private static final Set<String> OTHER_REGION =
      Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint");

  private BucketErrors() {}

  static RuntimeException explain(AwsServiceException error, String bucket, String what) {
    if (error instanceof StsException && error.statusCode() == 403) {
      return new Refused(
          ErrorCode.BACKUP_NOT_FOUND,
          what
              + " is not allowed to this service: the role that reads backups cannot be assumed. Its"
              + " trust policy must name the roles of this service's functions, with the external id.",
          error);
    }
    if (error.awsErrorDetails() != null
        && OTHER_REGION.contains(error.awsErrorDetails().errorCode())) {
      return new Refused(
          ErrorCode.BACKUP_NOT_FOUND,
          "Bucket " + bucket + " is in another region than this service was told.",
          error);
    }
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
