package dev.refloat.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class CopyErrorsTest {
  private static Throwable answer(String code, int status) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "SlowDown,503,THROTTLED",
    "SlowDown,200,THROTTLED",
    "Throttling,400,THROTTLED",
    "ThrottlingException,400,THROTTLED",
    "TooManyRequests,429,THROTTLED",
    "RequestLimitExceeded,400,THROTTLED",
    "RequestThrottled,400,THROTTLED",
    "BandwidthLimitExceeded,400,THROTTLED",
    "ServiceUnavailable,503,THROTTLED",
    "InternalError,500,TRANSIENT",
    "InternalError,200,TRANSIENT",
    "RequestTimeout,400,TRANSIENT",
    "OperationAborted,409,TRANSIENT",
    "ConditionalRequestConflict,409,TRANSIENT",
    "RequestTimeTooSkewed,403,TRANSIENT",
    "ExpiredToken,400,TRANSIENT",
    "PreconditionFailed,412,SOURCE_CHANGED",
    "NoSuchKey,404,SOURCE_MISSING",
    "NoSuchVersion,404,SOURCE_MISSING",
    "InvalidObjectState,403,SOURCE_ARCHIVED",
    "NoSuchBucket,404,BUCKET_MISSING",
    "NoSuchUpload,404,UPLOAD_MISSING",
    "BadDigest,400,CHECKSUM",
    "InvalidDigest,400,CHECKSUM",
    "XAmzContentChecksumMismatch,400,CHECKSUM",
    "AccessDenied,403,DENIED",
    "InvalidAccessKeyId,403,DENIED",
    "Unauthorized,401,DENIED",
    "'',412,SOURCE_CHANGED",
    "'',404,SOURCE_MISSING",
    "'',429,THROTTLED",
    "Odd,503,THROTTLED",
    "'',408,TRANSIENT",
    "'',500,TRANSIENT",
    "'',502,TRANSIENT",
    "'',504,TRANSIENT",
    "NotImplemented,501,INVALID",
    "InvalidRequest,400,INVALID",
    "MethodNotAllowed,405,INVALID",
    "'',200,INVALID",
  })
  void anAnswerIsSortedByItsCodeThenByItsStatus(String code, int status, Verdict verdict) {
    assertThat(CopyErrors.verdict(answer(code, status))).isEqualTo(verdict);
  }

  @Test
  void anAnswerWithoutDetailsIsSortedByItsStatus() {
    assertThat(CopyErrors.verdict(S3Exception.builder().statusCode(503).build()))
        .isEqualTo(Verdict.THROTTLED);
  }

  private static List<Throwable> withoutAnswer() {
    return List.of(
        SdkClientException.create("reset", new SocketException("Connection reset")),
        SdkClientException.create("time", new SocketTimeoutException("Read timed out")),
        ApiCallAttemptTimeoutException.create(1),
        new SocketException("Connection reset"),
        new UncheckedIOException(new IOException("broken off")),
        new IncompleteAnswer("CopyObject"));
  }

  @ParameterizedTest
  @MethodSource("withoutAnswer")
  void whatGotNoAnswerMayPass(Throwable error) {
    assertThat(CopyErrors.verdict(error)).isEqualTo(Verdict.TRANSIENT);
  }

  @Test
  void ourOwnFindingsAreSorted() {
    assertThat(CopyErrors.verdict(new ChecksumMismatch("a", "b"))).isEqualTo(Verdict.CHECKSUM);
    assertThat(CopyErrors.verdict(new IllegalStateException())).isEqualTo(Verdict.DEFECT);
    assertThat(CopyErrors.verdict(new OutOfTime())).isEqualTo(Verdict.DEFECT);
  }

  @ParameterizedTest
  @CsvSource({"SlowDown,THROTTLED", "InternalError,TRANSIENT", "AccessDenied,DENIED"})
  void anErrorInTheBodyOfASuccessIsAnError(String code, Verdict verdict) {
    assertThat(verdictOfBody("<Error><Code>%s</Code><Message>m</Message></Error>".formatted(code)))
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"''", "<CopyObjectResult/>", "<CopyObjectResult><ETag>"})
  void aSuccessThatBreaksOffMayPass(String body) {
    assertThat(verdictOfBody(body)).isEqualTo(Verdict.TRANSIENT);
  }

  /** What becomes of a CopyObject that is answered with 200 and this body. */
  private static Verdict verdictOfBody(String body) {
    try (var s3 =
        S3Client.builder()
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .httpClient(new Answering(body))
            .build()) {
      var copier = new ObjectCopier(s3, Embedded.BUCKETS, Restore.OPTIONS);
      Throwable error =
          catchThrowable(() -> copier.copy(new PlannedObject("from", "to", 1, "\"e\"")));
      assertThat(error).isNotNull();
      return CopyErrors.verdict(error);
    }
  }

  private record Answering(String body) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          return HttpExecuteResponse.builder()
              .response(
                  SdkHttpResponse.builder()
                      .statusCode(200)
                      .putHeader("Content-Length", Integer.toString(bytes.length))
                      .build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
