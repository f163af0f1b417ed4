package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.StsException;

final class BucketErrorsTest {
  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).build();
  }

  private static RuntimeException s3(String code, int status) {
    return explain(S3Exception.builder().statusCode(status).awsErrorDetails(details(code)).build());
  }

  private static RuntimeException sts(String code, int status) {
    return explain(
        StsException.builder().statusCode(status).awsErrorDetails(details(code)).build());
  }

  private static RuntimeException explain(AwsServiceException error) {
    return BucketErrors.explain(error, "backups", "Reading s3://backups/a");
  }

  private static void assertNotFound(RuntimeException error, String message) {
    assertThat(error)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_NOT_FOUND))
        .hasMessageContaining(message);
  }

  @Test
  void aBucketThatIsMissingIsNamed() {
    assertNotFound(
        explain(NoSuchBucketException.builder().statusCode(404).build()),
        "Bucket backups does not exist.");
  }

  @Test
  void whatIsNotAllowedIsNamedWithWhatItNeeds() {
    assertNotFound(
        s3("AccessDenied", 403),
        "Reading s3://backups/a is not allowed to this service: its role needs s3:ListBucket");
  }

  @Test
  void aRoleThatCannotBeAssumedIsToldFromABucketThatCannotBeRead() {
    assertNotFound(sts("AccessDenied", 403), "the role that reads backups cannot be assumed");
  }

  @ParameterizedTest
  @CsvSource({
    "PermanentRedirect,301",
    "AuthorizationHeaderMalformed,400",
    "IllegalLocationConstraint,400"
  })
  void aBucketInAnotherRegionIsTold(String code, int status) {
    assertNotFound(s3(code, status), "Bucket backups is in another region");
  }

  @Test
  void whatMayPassIsLeftAsItIs() {
    assertThat(s3("SlowDown", 503)).isInstanceOf(S3Exception.class);
    assertThat(sts("Throttling", 400)).isInstanceOf(StsException.class);
  }
}
