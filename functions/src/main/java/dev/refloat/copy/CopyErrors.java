package dev.refloat.copy;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Sorts the errors of S3 requests, by the first row that fits. The code goes before the status,
 * because CopyObject, UploadPartCopy and CompleteMultipartUpload can answer 200 with an error in
 * the body.
 *
 * <table>
 * <caption>Error to verdict</caption>
 * <tr><th>Error</th><th>Verdict</th></tr>
 * <tr><td>SlowDown, Throttling, ThrottlingException, TooManyRequests, RequestLimitExceeded, RequestThrottled, BandwidthLimitExceeded, ServiceUnavailable</td><td>THROTTLED</td></tr>
 * <tr><td>InternalError, RequestTimeout, OperationAborted, ConditionalRequestConflict, RequestTimeTooSkewed, ExpiredToken (the process gets new keys)</td><td>TRANSIENT</td></tr>
 * <tr><td>PreconditionFailed</td><td>SOURCE_CHANGED</td></tr>
 * <tr><td>NoSuchKey, NoSuchVersion</td><td>SOURCE_MISSING</td></tr>
 * <tr><td>InvalidObjectState</td><td>SOURCE_ARCHIVED</td></tr>
 * <tr><td>NoSuchBucket</td><td>BUCKET_MISSING</td></tr>
 * <tr><td>NoSuchUpload</td><td>UPLOAD_MISSING</td></tr>
 * <tr><td>BadDigest, InvalidDigest, XAmzContentChecksumMismatch, a checksum that we found to differ</td><td>CHECKSUM</td></tr>
 * <tr><td>AccessDenied, any other code with status 401 or 403</td><td>DENIED</td></tr>
 * <tr><td>Any other code with status 412</td><td>SOURCE_CHANGED</td></tr>
 * <tr><td>Any other code with status 404</td><td>SOURCE_MISSING</td></tr>
 * <tr><td>Any other code with status 429 or 503</td><td>THROTTLED</td></tr>
 * <tr><td>Any other code with status 408, or from 500 on but for 501</td><td>TRANSIENT</td></tr>
 * <tr><td>Any other code and status</td><td>INVALID</td></tr>
 * <tr><td>An answer that breaks off, a time-out, a reset, no connection</td><td>TRANSIENT</td></tr>
 * <tr><td>Anything else</td><td>DEFECT</td></tr>
 * </table>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses of S3</a>
 */
final class CopyErrors {
  private static final Map<String, Verdict> CODES =
      Map.ofEntries(
          entry("SlowDown", Verdict.THROTTLED),
          entry("Throttling", Verdict.THROTTLED),
          entry("ThrottlingException", Verdict.THROTTLED),
          entry("TooManyRequests", Verdict.THROTTLED),
          entry("RequestLimitExceeded", Verdict.THROTTLED),
          entry("RequestThrottled", Verdict.THROTTLED),
          entry("BandwidthLimitExceeded", Verdict.THROTTLED),
          entry("ServiceUnavailable", Verdict.THROTTLED),
          entry("InternalError", Verdict.TRANSIENT),
          entry("RequestTimeout", Verdict.TRANSIENT),
          entry("OperationAborted", Verdict.TRANSIENT),
          entry("ConditionalRequestConflict", Verdict.TRANSIENT),
          entry("RequestTimeTooSkewed", Verdict.TRANSIENT),
          entry("ExpiredToken", Verdict.TRANSIENT),
          entry("PreconditionFailed", Verdict.SOURCE_CHANGED),
          entry("NoSuchKey", Verdict.SOURCE_MISSING),
          entry("NoSuchVersion", Verdict.SOURCE_MISSING),
          entry("InvalidObjectState", Verdict.SOURCE_ARCHIVED),
          entry("NoSuchBucket", Verdict.BUCKET_MISSING),
          entry("NoSuchUpload", Verdict.UPLOAD_MISSING),
          entry("BadDigest", Verdict.CHECKSUM),
          entry("InvalidDigest", Verdict.CHECKSUM),
          entry("XAmzContentChecksumMismatch", Verdict.CHECKSUM),
          entry("AccessDenied", Verdict.DENIED));

  private CopyErrors() {}

  static Verdict verdict(Throwable error) {
    return switch (error) {
      case AwsServiceException e -> verdict(code(e), e.statusCode());
      case ChecksumMismatch e -> Verdict.CHECKSUM;
      case IncompleteAnswer e -> Verdict.TRANSIENT;
      case SdkClientException e -> Verdict.TRANSIENT;
      case UncheckedIOException e -> Verdict.TRANSIENT;
      case IOException e -> Verdict.TRANSIENT;
      default -> Verdict.DEFECT;
    };
  }

  static Verdict verdict(String code, int status) {
    Verdict byCode = CODES.get(code);
    return byCode == null ? byStatus(status) : byCode;
  }

  /** The code that S3 gave, empty where it gave none. */
  private static String code(AwsServiceException error) {
    var details = error.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static Verdict byStatus(int status) {
    return switch (status) {
      case 401, 403 -> Verdict.DENIED;
      case 404 -> Verdict.SOURCE_MISSING;
      case 412 -> Verdict.SOURCE_CHANGED;
      case 429, 503 -> Verdict.THROTTLED;
      case 408 -> Verdict.TRANSIENT;
      case 501 -> Verdict.INVALID;
      default -> status >= 500 ? Verdict.TRANSIENT : Verdict.INVALID;
    };
  }
}
