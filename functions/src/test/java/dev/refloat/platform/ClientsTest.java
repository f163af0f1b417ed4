package dev.refloat.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.Clients.CopyingS3;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import dev.refloat.testing.HttpStandIn.Sent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.StsException;

/** Which key each request is signed with, for which region. */
final class ClientsTest {
  private static final String ROLE = "arn:aws:iam::222222222222:role/refloat-reader";

  private final Map<String, String> variables = new HashMap<>();
  private Duration keysHold = Duration.ofHours(1);
  private Answer stsRefusal = new Answer(200, "");
  private HttpStandIn s3;
  private HttpStandIn sts;

  @BeforeEach
  void start() throws IOException {
    s3 = HttpStandIn.answering(ClientsTest::answer);
    sts = HttpStandIn.answering(request -> assumed());
    variables.putAll(
        Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "OWN",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_LAMBDA_FUNCTION_NAME", "refloat-Copy",
            "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(),
            "AWS_ENDPOINT_URL_STS", sts.endpoint().toString(),
            "S3_PATH_STYLE", "true"));
  }

  @AfterEach
  void stop() {
    s3.close();
    sts.close();
  }

  private static Answer answer(Sent request) {
    if (!request.header("x-amz-copy-source").isEmpty()) {
      return new Answer(200, "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
    }
    return new Answer(
        200, request.method().equals("GET") ? "<ListBucketResult></ListBucketResult>" : "");
  }

  /** Each time other keys. */
  private Answer assumed() {
    if (stsRefusal.status() != 200) {
      return stsRefusal;
    }
    int number = sts.sent().size();
    return HttpStandIn.assumed(
        "ROLE" + number, "secret", "token" + number, Instant.now().plus(keysHold));
  }

  private Clients clients() {
    return new Clients(new Settings(variables));
  }

  private static void list(S3Client client) {
    client.listObjectsV2(r -> r.bucket("b"));
  }

  private static void copy(S3Client client) {
    client.copyObject(
        r -> r.sourceBucket("b").sourceKey("k").destinationBucket("d").destinationKey("k"));
  }

  /** {@code key region} of the last request, as its signature says. */
  private String signed() {
    Sent last = s3.sent().getLast();
    String[] scope =
        last.header("Authorization").replaceFirst("^.*Credential=", "").split("[/,]", -1);
    assertThat(last.header("X-Amz-Security-Token"))
        .isEqualTo(scope[0].startsWith("ROLE") ? scope[0].replace("ROLE", "token") : "");
    return scope[0] + " " + scope[2];
  }

  @Test
  void aBucketOfOurOwnIsReadAsEverythingElse() {
    Clients clients = clients();
    CopyingS3 copying = clients.copyingS3(2);

    assertThat(clients.sourceS3()).isSameAs(clients.s3());
    assertThat(copying.copies()).isSameAs(copying.own());
    assertThat(copying.source()).isSameAs(copying.own());
    list(clients.sourceS3());
    assertThat(signed()).isEqualTo("OWN eu-central-1");
    assertThat(sts.sent()).isEmpty();
  }

  @Test
  void aBucketInAnotherRegionIsReadThereAndCopiedFromHere() {
    variables.put("SOURCE_REGION", "us-west-2");
    Clients clients = clients();
    CopyingS3 copying = clients.copyingS3(2);

    list(clients.sourceS3());
    assertThat(signed()).isEqualTo("OWN us-west-2");
    list(copying.source());
    assertThat(signed()).isEqualTo("OWN us-west-2");
    copy(copying.copies());
    assertThat(signed()).isEqualTo("OWN eu-central-1");
    list(copying.own());
    assertThat(signed()).isEqualTo("OWN eu-central-1");
    list(clients.s3());
    assertThat(signed()).isEqualTo("OWN eu-central-1");
    assertThat(sts.sent()).isEmpty();
  }

  @Test
  void theRoleReadsAndCopiesAndDoesNothingElse() {
    variables.put("SOURCE_REGION", "us-west-2");
    variables.put("SOURCE_ROLE_ARN", ROLE);
    Clients clients = clients();
    CopyingS3 copying = clients.copyingS3(2);

    list(clients.sourceS3());
    assertThat(signed()).isEqualTo("ROLE1 us-west-2");
    list(copying.source());
    assertThat(signed()).isEqualTo("ROLE1 us-west-2");
    copy(copying.copies());
    assertThat(signed()).isEqualTo("ROLE1 eu-central-1");
    list(copying.own());
    assertThat(signed()).isEqualTo("OWN eu-central-1");
    list(clients.s3());
    assertThat(signed()).isEqualTo("OWN eu-central-1");
    assertThat(sts.sent()).as("its keys hold").hasSize(1);
  }

  @Test
  void theRoleIsAssumedInTheFunctionsName() {
    variables.put("SOURCE_ROLE_ARN", ROLE);
    variables.put("SOURCE_ROLE_EXTERNAL_ID", "agreed-upon");

    list(clients().sourceS3());

    assertThat(sts.sent().getFirst().form())
        .containsEntry("Action", "AssumeRole")
        .containsEntry("RoleArn", ROLE)
        .containsEntry("RoleSessionName", "refloat-Copy")
        .containsEntry("ExternalId", "agreed-upon");
    assertThat(sts.sent().getFirst().header("Authorization"))
        .contains("Credential=OWN/")
        .contains("/eu-central-1/sts/");
  }

  @Test
  void withoutAnExternalIdNoneIsSentAndALongNameIsCut() {
    variables.put("SOURCE_ROLE_ARN", ROLE);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "f".repeat(70));

    list(clients().sourceS3());

    assertThat(sts.sent().getFirst().form())
        .doesNotContainKey("ExternalId")
        .containsEntry("RoleSessionName", "f".repeat(64));
  }

  @Test
  void keysThatAreAboutToExpireAreTakenAnewFirst() {
    variables.put("SOURCE_ROLE_ARN", ROLE);
    keysHold = Duration.ofSeconds(20);
    S3Client client = clients().copyingS3(2).copies();

    copy(client);
    assertThat(signed()).isEqualTo("ROLE1 eu-central-1");
    keysHold = Duration.ofHours(1);
    copy(client);
    assertThat(signed()).isEqualTo("ROLE2 eu-central-1");
    copy(client);
    assertThat(signed()).isEqualTo("ROLE2 eu-central-1");
  }

  @Test
  void aRoleThatMayNotBeAssumedIsTold() {
    variables.put("SOURCE_ROLE_ARN", ROLE);
    stsRefusal =
        new Answer(
            403,
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>");

    assertThatThrownBy(() -> list(clients().sourceS3()))
        .isInstanceOfSatisfying(StsException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    assertThat(s3.sent()).isEmpty();
  }

  @Test
  void aBodyIsSentInChunksUnlessTheServerDoesNotKnowThem() {
    clients().s3().putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("body"));
    assertThat(s3.sent().getLast().header("Content-Encoding")).contains("aws-chunked");

    variables.put("S3_CHUNKED_ENCODING", "false");
    Clients plain = clients();
    for (S3Client client : new S3Client[] {plain.s3(), plain.copyingS3(1).own()}) {
      client.putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("body"));
      assertThat(s3.sent().getLast().header("Content-Encoding")).isEmpty();
      assertThat(s3.sent().getLast().body()).isEqualTo("body");
    }
  }
}
