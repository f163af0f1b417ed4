package dev.refloat.infra;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every function of the template. */
class FunctionsTest {
  /** The variables that stand for something to be permitted, with what they stand for. */
  private static final Map<String, String> STORES =
      Map.ofEntries(
          entry("OWNER_KEY_SECRET_ARN", "OwnerKey"),
          entry("WEBHOOK_SECRET_ARN", "WebhookSecret"),
          entry("EVENT_BUS", Template.DEFAULT_BUS),
          entry("CLUSTERS_TABLE", "ClustersTable"),
          entry("ACCESS_TABLE", "AccessTable"),
          entry("JOBS_TABLE", "JobsTable"),
          entry("BACKUP_BUCKET", "BackupBucket"),
          entry("DATA_BUCKET", "DataBucket"),
          entry("WORK_BUCKET", "WorkBucket"),
          entry("REQUESTS_BUCKET", "RequestsBucket"),
          entry("STATE_MACHINE_ARN", "RestoreStateMachine"),
          entry("MAC_KEY_ID", "MacKey"));

  private static final Map<String, String> TUNING =
      Map.ofEntries(
          entry("WEBHOOK_URL", "WebhookUrl"),
          // Told to callers; what is in it is not touched.
          entry("REQUESTS_BUCKET_NAME", "RequestsBucket"),
          // Options of the JVM, no parameter.
          entry(
              "JAVA_TOOL_OPTIONS",
              "-XX:+TieredCompilation -XX:TieredStopAtLevel=4"
                  + " -XX:Tier4InvocationThreshold=50000 -XX:Tier4CompileThreshold=50000"),
          entry("STACK_NAME", "AWS::StackName"),
          // By a condition, and made of the stack's name.
          entry("METRICS_NAMESPACE", ""),
          entry("ERROR_STATUS", "ErrorStatus"),
          entry("MILVUS_VERSION", "MilvusVersion"),
          entry("KEY_REQUESTS_PER_MINUTE", "KeyRequestsPerMinute"),
          entry("RESTORES_PER_PROJECT", "RestoresPerProject"),
          entry("RESTORES_PER_CLUSTER", "RestoresPerCluster"),
          entry("S3_PATH_STYLE", "S3PathStyle"),
          entry("S3_CHUNKED_ENCODING", "S3ChunkedEncoding"),
          entry("SOURCE_BUCKET", "SourceBucketName"),
          entry("SOURCE_REGION", "SourceBucketRegion"),
          entry("SOURCE_ROLE_ARN", "SourceRoleArn"),
          entry("SOURCE_ROLE_EXTERNAL_ID", "SourceRoleExternalId"),
          entry("COPY_CHECKSUM", "CopyChecksum"),
          entry("COPY_TAGS", "CopyTags"),
          entry("COPY_STORAGE_CLASS", "CopyStorageClass"),
          entry("COPY_KMS_KEY", "CopyKmsKeyArn"),
          entry("PRICES", "Prices"),
          entry("RANGE_THRESHOLD_BYTES", "RangeThresholdBytes"),
          entry("RANGE_BYTES", "RangeBytes"),
          entry("BATCH_ITEMS", "BatchItems"),
          entry("BATCH_BYTES", "BatchBytes"),
          entry("COPIES_IN_FLIGHT", "CopiesInFlight"),
          entry("COPY_CONCURRENCY", "CopyConcurrency"));

  static List<String> functions() {
    return Template.functions();
  }

  @Test
  void thereIsOneRuntime() {
    JsonNode globals = Template.FUNCTION_GLOBALS;

    assertThat(globals.path("Runtime").asText()).isEqualTo("java25");
    assertThat(globals.path("Architectures").path(0).asText()).isEqualTo("arm64");
    assertThat(globals.path("Tracing").asText()).isEqualTo("Active");
    assertThat(globals.path("AutoPublishAlias").asText()).isEqualTo("live");
    assertThat(globals.at("/LoggingConfig/LogFormat").asText()).isEqualTo("JSON");
    for (String id : functions()) {
      assertThat(Template.properties(id).properties().stream().map(Map.Entry::getKey))
          .as(id)
          .doesNotContain("Runtime", "Architectures", "Tracing", "AutoPublishAlias");
    }
  }

  /** Else {@code sam build} takes the archive for a directory of sources, or does not find it. */
  @ParameterizedTest
  @MethodSource("functions")
  void itIsTheOneArtifactAndNotBuiltBySam(String id) {
    assertThat(Template.properties(id).path("CodeUri").asText())
        .isEqualTo("functions/target/refloat-functions-lambda.jar");
    assertThat(Template.resource(id).at("/Metadata/SkipBuild").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theHandlerIsTheClassOfTheSameName(String id) {
    assertThat(handler(id)).matches("dev\\.refloat\\.(api|trigger|workflow)\\." + id);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theHandlerExists(String id) throws ClassNotFoundException {
    Class<?> handler =
        Class.forName(handler(id), false, Thread.currentThread().getContextClassLoader());

    assertThat(handler)
        .satisfiesAnyOf(
            type -> assertThat(RequestHandler.class).isAssignableFrom(type),
            type -> assertThat(RequestStreamHandler.class).isAssignableFrom(type));
    assertThat(handler.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itHasALogGroupOfItsOwnThatForgets(String id) {
    String group = Template.logicalId(Template.properties(id).at("/LoggingConfig/LogGroup"));

    assertThat(group).isEqualTo(id.replaceFirst("Function$", "Logs"));
    assertThat(Template.resource(group).path("Type").asText()).isEqualTo("AWS::Logs::LogGroup");
    assertThat(Template.properties(group).at("/RetentionInDays/Ref").asText())
        .isEqualTo("LogRetentionDays");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itMayTouchWhatItIsToldOfAndNothingElse(String id) {
    var told = new TreeSet<String>();
    Template.variables(id)
        .forEach(
            (name, value) -> {
              if (STORES.containsKey(name)) {
                told.add(Template.logicalId(value));
              }
            });

    var permitted = new TreeSet<String>();
    statements(id).forEach(statement -> permitted.addAll(Template.resources(statement)));

    assertThat(permitted).isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aVariableStandsForWhatItsNameSays(String id) {
    Template.variables(id)
        .forEach(
            (name, value) ->
                assertThat(STORES.getOrDefault(name, TUNING.getOrDefault(name, "unknown")))
                    .as(name)
                    .isEqualTo(Template.logicalId(value)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void noActionIsAWildcard(String id) {
    for (JsonNode statement : statements(id)) {
      assertThat(Template.actions(statement))
          .isNotEmpty()
          .allMatch(
              action -> action.matches("(dynamodb|events|kms|s3|secretsmanager|states):[A-Za-z]+"),
              "is one action");
      assertThat(Template.actions(statement)).doesNotContain("dynamodb:Scan");
    }
  }

  @Test
  void onlyAFunctionWithoutAStoreHasNoPolicy() {
    assertThat(functions().stream().filter(id -> statements(id).isEmpty()))
        .containsExactly("RouteNotFoundFunction");
  }

  @Test
  void backupsAreOnlyReadAndReportsOfDrillsAreWrittenBesideThem() {
    Set<String> reading = Set.of("s3:ListBucket", "s3:GetObject", "s3:GetObjectTagging");
    for (String id : functions()) {
      for (JsonNode statement : statements(id)) {
        if (statement.at("/Resource/Fn::Sub").asText().equals("${BackupBucket.Arn}/drills/*")) {
          assertThat(Template.actions(statement)).as(id).containsExactly("s3:PutObject");
        } else if (Template.resources(statement).contains("BackupBucket")) {
          assertThat(reading).as(id).containsAll(Template.actions(statement));
        }
      }
    }
  }

  @Test
  void functionsThatAnswerPeopleStartFromASnapshotAndInTime() {
    var answering = new TreeSet<>(Template.routes().values());
    answering.add("AuthorizerFunction");
    for (String id : answering) {
      assertThat(Template.properties(id).at("/SnapStart/ApplyOn").asText())
          .as(id)
          .isEqualTo("PublishedVersions");
      // API Gateway waits 30 seconds; the contract promises 29.
      assertThat(timeout(id)).as(id).isLessThanOrEqualTo(29);
    }
  }

  @Test
  void functionsOfTheStateMachineStartFromASnapshot() {
    assertThat(functions())
        .filteredOn(id -> handler(id).startsWith("dev.refloat.workflow."))
        .isNotEmpty()
        .allSatisfy(
            id ->
                assertThat(Template.properties(id).at("/SnapStart/ApplyOn").asText())
                    .as(id)
                    .isEqualTo("PublishedVersions"));
  }

  /** Lambda removes a snapshot that was not used for 14 days, and refuses the next calls. */
  @Test
  void whatStartsFromASnapshotIsCalledEachDay() {
    assertThat(functions())
        .filteredOn(id -> Template.properties(id).has("SnapStart"))
        .isNotEmpty()
        .allSatisfy(
            id ->
                assertThat(
                        Template.properties(id)
                            .at("/Events/EachDay/Properties/ScheduleExpression")
                            .asText())
                    .as(id)
                    .isEqualTo("rate(1 day)"));
  }

  @Test
  void functionsThatAnswerPeopleAreToldWithWhichStatusToRefuse() {
    var told =
        functions().stream().filter(id -> Template.variables(id).containsKey("ERROR_STATUS"));

    assertThat(told).containsExactlyInAnyOrderElementsOf(new TreeSet<>(Template.routes().values()));
  }

  @Test
  void theKeyOnlyMakesHashes() {
    for (String id : functions()) {
      for (JsonNode statement : statements(id)) {
        if (Template.resources(statement).contains("MacKey")) {
          assertThat(Template.actions(statement)).as(id).containsExactly("kms:GenerateMac");
        }
      }
    }
    assertThat(functions().stream().filter(id -> Template.variables(id).containsKey("MAC_KEY_ID")))
        .containsExactlyInAnyOrder(
            "RestoreClusterFunction",
            "ApiKeysFunction",
            "RestoreTriggersFunction",
            "FireTriggersFunction");
  }

  private static int timeout(String id) {
    return Template.properties(id)
        .path("Timeout")
        .asInt(Template.FUNCTION_GLOBALS.path("Timeout").asInt());
  }

  private static String handler(String id) {
    return Template.properties(id).path("Handler").asText();
  }

  private static List<JsonNode> statements(String id) {
    return Template.statements(Template.properties(id).path("Policies"));
  }
}
