package dev.refloat.local.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Errors with a code of S3 for which S3Proxy has no factory. */
final class Errors {
  private Errors() {}

  static AwsServiceException s3(int status, String code, String message) {
    return S3Exception.builder()
        .message(message)
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  static AwsServiceException noSuchUpload() {
    return s3(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. It may have been completed or aborted.");
  }
}
