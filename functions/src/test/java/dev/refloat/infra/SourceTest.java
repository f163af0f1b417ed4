package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.template.StackIdentity;
import dev.refloat.local.template.TemplateReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket of others, and KMS keys: what the template makes of their parameters. */
class SourceTest {
  private static final Path FILE =
      Path.of(System.getProperty("refloat.root", "..")).resolve("template.yaml");

  private static final Set<String> READ_THE_SOURCE =
      Set.of(
          "BackupsFunction",
          "BackupArrivedFunction",
          "IndexBackupsFunction",
          "PlanFunction",
          "InOneCallFunction",
          "CollectionFunction",
          "CopyFunction");

  private static dev.refloat.local.template.Template read(Map<String, String> parameters) {
    return TemplateReader.read(
        FILE,
        parameters,
        new StackIdentity("us-east-1", "000000000000", "refloat", URI.create("http://127.0.0.1")));
  }

  private static String arrivalsOf(Map<String, String> parameters) {
    return read(parameters).rules().stream()
        .filter(rule -> rule.pattern().at("/detail/object/key/0").has("suffix"))
        .map(rule -> rule.pattern().at("/detail/bucket/name/0").asText())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining());
  }

  @Test
  void backupsArriveInTheOneBucketThatTheyAreReadFrom() {
    String own =
        read(Map.of()).buckets().stream()
            .filter(bucket -> bucket.logicalId().equals("BackupBucket"))
            .findFirst()
            .orElseThrow()
            .name();

    assertThat(arrivalsOf(Map.of())).isEqualTo(own);
    assertThat(arrivalsOf(Map.of("SourceBucketName", "others"))).isEqualTo("others");
  }

  @Test
  void whoReadsBackupsIsToldOfTheSourceAndNobodyElse() {
    Map<String, String> expected =
        Map.of(
            "SOURCE_BUCKET", "SourceBucketName",
            "SOURCE_REGION", "SourceBucketRegion",
            "SOURCE_ROLE_ARN", "SourceRoleArn",
            "SOURCE_ROLE_EXTERNAL_ID", "SourceRoleExternalId");
    for (String function : Template.functions()) {
      var told = new TreeSet<String>();
      Template.variables(function)
          .forEach(
              (name, value) -> {
                if (expected.containsKey(name)) {
                  told.add(name);
                  assertThat(Template.logicalId(value)).isEqualTo(expected.get(name));
                }
              });
      assertThat(told)
          .as(function)
          .isEqualTo(READ_THE_SOURCE.contains(function) ? expected.keySet() : Set.of());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SourceMetaPolicy, OtherSourceByOwnRoles, 'Backups BackupArrived IndexBackups Plan'",
    "SourceFilesPolicy, OtherSourceByOwnRoles, 'InOneCall Collection Copy'",
    "SourceKeyPolicy, SourceKeyByOwnRoles, 'Backups BackupArrived IndexBackups Plan InOneCall Collection Copy'",
    "SourceRolePolicy, BySourceRole, 'Backups BackupArrived IndexBackups Plan InOneCall Collection Copy'",
    "CopyKeyPolicy, WithCopyKey, 'InOneCall Collection Copy'",
    "CopyKeyReadPolicy, WithCopyKey, OpenFiles",
  })
  void aPolicyIsForTheRolesThatNeedItAndOnlyWhereItIsNeeded(
      String id, String condition, String functions) {
    assertThat(Template.resource(id).path("Condition").asText()).isEqualTo(condition);
    assertThat(
            Template.properties(id)
                .path("Roles")
                .valueStream()
                .map(Template::logicalId)
                .collect(Collectors.toSet()))
        .isEqualTo(
            List.of(functions.split(" ")).stream()
                .map(name -> name + "FunctionRole")
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource({
    "SourceKeyPolicy, SourceKmsKeyArn, 'kms:Decrypt'",
    "SourceRolePolicy, SourceRoleArn, 'sts:AssumeRole'",
    "CopyKeyPolicy, CopyKmsKeyArn, 'kms:Decrypt kms:GenerateDataKey'",
    "CopyKeyReadPolicy, CopyKmsKeyArn, 'kms:Decrypt'",
  })
  void aKeyOrRoleIsForWhatItTakesAndNothingElse(String id, String parameter, String actions) {
    JsonNode statements = Template.properties(id).at("/PolicyDocument/Statement");

    assertThat(statements).hasSize(1);
    assertThat(Template.actions(statements.path(0))).isEqualTo(Set.of(actions.split(" ")));
    assertThat(statements.at("/0/Resource/Ref").asText()).isEqualTo(parameter);
  }

  /** What the functions may do in a bucket of others is what they may in the stack's own. */
  @ParameterizedTest
  @ValueSource(strings = {"SourceMetaPolicy", "SourceFilesPolicy"})
  void aBucketOfOthersIsReadAsTheStacksOwn(String id) {
    Set<String> granted =
        Template.properties(id)
            .at("/PolicyDocument/Statement")
            .valueStream()
            .flatMap(SourceTest::reads)
            .collect(Collectors.toSet());
    assertThat(granted).isNotEmpty();
    for (JsonNode role : Template.properties(id).path("Roles")) {
      String function = Template.logicalId(role).replaceFirst("Role$", "");
      var own =
          Template.statements(Template.properties(function).path("Policies")).stream()
              .filter(statement -> Template.resources(statement).contains("BackupBucket"))
              .flatMap(SourceTest::reads)
              .collect(Collectors.toSet());
      assertThat(own).as(function).isEqualTo(granted);
    }
  }

  /** {@code action path} of a statement, the bucket left out. */
  private static Stream<String> reads(JsonNode statement) {
    String resource = statement.path("Resource").elements().next().asText();
    String path = resource.indexOf("/*/") < 0 ? "" : resource.substring(resource.indexOf("/*/"));
    return Template.actions(statement).stream().map(action -> action + " " + path);
  }

  @Test
  void theRoleMayWriteFilesOfClustersAndNothingElse() {
    JsonNode statement =
        Template.properties("DataBucketPolicy").at("/PolicyDocument/Statement/1/Fn::If");

    assertThat(statement.path(0).asText()).isEqualTo("BySourceRole");
    assertThat(statement.at("/1/Principal/AWS/Ref").asText()).isEqualTo("SourceRoleArn");
    assertThat(Template.actions(statement.path(1)))
        .containsExactlyInAnyOrder("s3:PutObject", "s3:PutObjectTagging");
    assertThat(statement.at("/1/Resource/Fn::Sub").asText()).isEqualTo("${DataBucket.Arn}/*_log/*");
    assertThat(statement.at("/2/Ref").asText()).isEqualTo("AWS::NoValue");
  }

  @Test
  void classesThatCannotBeReadAtOnceAreNotOffered() {
    assertThat(
            Template.ROOT
                .at("/Parameters/CopyStorageClass/AllowedValues")
                .valueStream()
                .map(JsonNode::asText))
        .doesNotContain("GLACIER", "DEEP_ARCHIVE")
        .contains("", "STANDARD", "GLACIER_IR");
  }

  @ParameterizedTest
  @CsvSource({
    "SourceRoleArn, arn:aws:iam::222222222222:role/path/reader, true",
    "SourceRoleArn, arn:aws:iam::222222222222:user/reader, false",
    "SourceRoleArn, reader, false",
    "SourceKmsKeyArn, arn:aws:kms:eu-west-1:222222222222:key/mrk-0123456789abcdef, true",
    "SourceKmsKeyArn, arn:aws:kms:eu-west-1:222222222222:alias/a, false",
    "CopyKmsKeyArn, arn:aws-us-gov:kms:us-gov-west-1:222222222222:key/0-1, true",
    "SourceBucketName, my.bucket-1, true",
    "SourceBucketName, s3://bucket, false",
    "SourceBucketRegion, ap-southeast-2, true",
    "SourceBucketRegion, us-gov-west-1, true",
    "SourceBucketRegion, Frankfurt, false",
    "SourceRoleExternalId, agreed/upon, true",
  })
  void aParameterTakesWhatItIsFor(String parameter, String value, boolean taken) {
    String pattern = Template.ROOT.at("/Parameters/" + parameter + "/AllowedPattern").asText();
    assertThat(value.matches(pattern)).isEqualTo(taken);
    assertThat("".matches(pattern)).as("is optional").isTrue();
  }
}
