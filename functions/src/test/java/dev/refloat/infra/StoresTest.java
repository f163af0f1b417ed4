package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, buckets, the key and the secret keep what they are given, and to themselves. */
class StoresTest {
  static List<String> tables() {
    return Template.ids("AWS::DynamoDB::Table");
  }

  static List<String> buckets() {
    return Template.ids("AWS::S3::Bucket");
  }

  @Test
  void thereAreThreeTablesAndFourBuckets() {
    assertThat(tables()).containsExactly("ClustersTable", "AccessTable", "JobsTable");
    assertThat(buckets())
        .containsExactly("BackupBucket", "DataBucket", "WorkBucket", "RequestsBucket");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableIsPaidByUseEncryptedAndRecoverable(String id) {
    JsonNode table = Template.properties(id);

    assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
    assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
    assertThat(table.at("/KeySchema/0/AttributeName").asText()).isEqualTo("pk");
    assertThat(table.at("/KeySchema/1/AttributeName").asText()).isEqualTo("sk");
  }

  @Test
  void onlyJobsExpire() {
    assertThat(
            tables().stream().filter(id -> Template.properties(id).has("TimeToLiveSpecification")))
        .containsExactly("JobsTable");
    assertThat(
            Template.properties("JobsTable").at("/TimeToLiveSpecification/AttributeName").asText())
        .isEqualTo("expiresAt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ClustersTable",
        "AccessTable",
        "JobsTable",
        "BackupBucket",
        "DataBucket",
        "MacKey",
        "OwnerKey"
      })
  void whatCannotBeMadeAgainOutlivesTheStack(String id) {
    assertThat(Template.resource(id).path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(Template.resource(id).path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void theOneKeyMakesHashesAndIsTheAccounts() {
    assertThat(Template.ids("AWS::KMS::Key")).containsExactly("MacKey");
    JsonNode key = Template.properties("MacKey");
    assertThat(key.path("KeySpec").asText()).isEqualTo("HMAC_256");
    assertThat(key.path("KeyUsage").asText()).isEqualTo("GENERATE_VERIFY_MAC");
    JsonNode statements = key.at("/KeyPolicy/Statement");
    assertThat(statements).hasSize(1);
    assertThat(statements.at("/0/Principal").toString())
        .isEqualTo("{\"AWS\":{\"Fn::Sub\":\"arn:${AWS::Partition}:iam::${AWS::AccountId}:root\"}}");
  }

  @Test
  void theSecretsAreTheRestOfAKeyAndTheKeyOfSignatures() {
    assertThat(Template.ids("AWS::SecretsManager::Secret"))
        .containsExactly("OwnerKey", "WebhookSecret");
    for (String id : Template.ids("AWS::SecretsManager::Secret")) {
      JsonNode made = Template.properties(id).path("GenerateSecretString");
      assertThat(made.path("ExcludePunctuation").asBoolean()).isTrue();
      assertThat(made.path("RequireEachIncludedType").asBoolean(true)).isFalse();
    }
    assertThat(passwordLength("OwnerKey")).isEqualTo(43);
    // Base64 without padding.
    assertThat(passwordLength("WebhookSecret") % 4).isZero();
  }

  private static int passwordLength(String id) {
    return Template.properties(id).at("/GenerateSecretString/PasswordLength").asInt();
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void aBucketIsPrivateAndEncrypted(String id) {
    JsonNode bucket = Template.properties(id);

    assertThat(bucket.path("PublicAccessBlockConfiguration"))
        .hasSize(4)
        .allMatch(JsonNode::asBoolean);
    assertThat(bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").asText())
        .isEqualTo("BucketOwnerEnforced");
    assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void aBucketRefusesWhatIsNotTls(String id) {
    JsonNode policy = Template.properties(id + "Policy");
    JsonNode statement = policy.at("/PolicyDocument/Statement/0");

    assertThat(Template.logicalId(policy.path("Bucket"))).isEqualTo(id);
    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText()).isEqualTo("false");
    assertThat(statement.path("Resource"))
        .hasSize(2)
        .allMatch(resource -> Template.logicalId(resource).equals(id));
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void aBucketDropsUploadsThatNobodyCompleted(String id) {
    assertThat(
            Template.properties(id)
                .at("/LifecycleConfiguration/Rules/0/AbortIncompleteMultipartUpload")
                .at("/DaysAfterInitiation/Ref")
                .asText())
        .isEqualTo("StaleUploadDays");
  }

  @Test
  void onlyPlansAndRequestsExpire() {
    assertThat(
            buckets().stream()
                .filter(
                    id ->
                        Template.properties(id)
                            .at("/LifecycleConfiguration/Rules")
                            .valueStream()
                            .anyMatch(rule -> rule.has("ExpirationInDays"))))
        .containsExactly("WorkBucket", "RequestsBucket");
  }

  @Test
  void aFinishedBackupTellsItself() {
    assertThat(
            Template.properties("BackupBucket")
                .at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                .asBoolean())
        .isTrue();
    JsonNode pattern =
        Template.properties("BackupArrivedFunction").at("/Events/Arrived/Properties/Pattern");
    assertThat(pattern.at("/detail/bucket/name/0/Fn::If/2/Ref").asText()).isEqualTo("BackupBucket");
    assertThat(pattern.at("/detail/object/key/0/suffix").asText())
        .isEqualTo("/meta/full_meta.json");
  }
}
