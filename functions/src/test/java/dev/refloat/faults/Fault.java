package dev.refloat.faults;

import java.net.SocketException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** What becomes of one request. */
enum Fault {
  NONE,
  THROTTLED,
  ERROR,
  RESET_BEFORE,
  /** The request has its effect, and the answer is lost. */
  RESET_AFTER,
  /** The request has its effect, and the answer says that it failed. */
  ERROR_AFTER,
  /** The effect comes at once, the answer when others have gone on. */
  SLOW,
  /** The caller gives up waiting; the request has its effect some time later. */
  LATE,
  /** A transaction meets another one. */
  CONFLICT;

  boolean isBefore() {
    return switch (this) {
      case THROTTLED, ERROR, RESET_BEFORE, LATE, CONFLICT -> true;
      case NONE, RESET_AFTER, ERROR_AFTER, SLOW -> false;
    };
  }

  boolean isAfter() {
    return this == RESET_AFTER || this == ERROR_AFTER;
  }

  /** This fault, or the nearest to it that can happen to the request. */
  Fault of(SdkRequest request) {
    return switch (this) {
      case RESET_AFTER, ERROR_AFTER, SLOW ->
          // Its body is read later than any hook, and reading has no effect that could be lost.
          request instanceof GetObjectRequest ? RESET_BEFORE : this;
      // Whose connection broke does not know whether the server goes on.
      case LATE, RESET_BEFORE -> canBeLate(request) ? LATE : RESET_BEFORE;
      case CONFLICT -> request instanceof TransactWriteItemsRequest ? this : THROTTLED;
      default -> this;
    };
  }

  /** The requests that S3 works on for long, and goes on with when nobody waits any more. */
  private static boolean canBeLate(SdkRequest request) {
    return request instanceof CopyObjectRequest
        || request instanceof UploadPartCopyRequest
        || request instanceof CompleteMultipartUploadRequest;
  }

  RuntimeException error(SdkRequest request) {
    boolean dynamo = request instanceof DynamoDbRequest;
    return switch (this) {
      case THROTTLED -> dynamo ? dynamo("ThrottlingException", 400) : s3("SlowDown", 503);
      case ERROR, ERROR_AFTER ->
          dynamo ? dynamo("InternalServerError", 500) : s3("InternalError", 500);
      case CONFLICT ->
          TransactionCanceledException.builder()
              .statusCode(400)
              .awsErrorDetails(details("TransactionCanceledException"))
              .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
              .build();
      default -> SdkClientException.create("reset", new SocketException("Connection reset"));
    };
  }

  static RuntimeException s3(String code, int status) {
    return S3Exception.builder().statusCode(status).awsErrorDetails(details(code)).build();
  }

  private static RuntimeException dynamo(String code, int status) {
    return DynamoDbException.builder().statusCode(status).awsErrorDetails(details(code)).build();
  }

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder()
        .errorCode(code)
        .sdkHttpResponse(SdkHttpResponse.builder().build())
        .build();
  }
}
