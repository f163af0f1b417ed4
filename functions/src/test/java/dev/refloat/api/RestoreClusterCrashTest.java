package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupType;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.KeyedHash;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.CutOff;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.StartExecutions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The process dies before and after each write of a call, and the call is made again. */
class RestoreClusterCrashTest {
  private static final String ROUTE =
      "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster";

  private final Installed installed = new Installed();
  private final BackupRecord backup =
      Records.backup(installed, "demo", BackupType.CLUSTER, Instant.now());
  private final StartExecutions stepFunctions = new StartExecutions();

  @AfterEach
  void stop() {
    stepFunctions.close();
  }

  @Test
  void anUndisturbedCallMakesFiveWrites() {
    CutOff undisturbed = CutOff.never();

    assertThat(call(undisturbed, true).code()).isZero();

    assertThat(undisturbed.writes())
        .containsExactly(
            "putItem", "transactWriteItems", "transactWriteItems", "startExecution", "putItem");
  }

  @Test
  void aCallWhoseExecutionDoesNotStartMakesSixWrites() {
    CutOff undisturbed = CutOff.never();

    assertThat(call(undisturbed, false).code()).isEqualTo(96199);

    assertThat(undisturbed.writes())
        .containsExactly(
            "putItem",
            "transactWriteItems",
            "transactWriteItems",
            "startExecution",
            "transactWriteItems",
            "deleteItem");
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "0, true",
    "1, false",
    "1, true",
    "2, false",
    "2, true",
    "3, false",
    "3, true",
    "4, false",
    "4, true"
  })
  void theRepeatedCallEndsAsTheFirstWouldHave(int write, boolean after) {
    assertThatThrownBy(() -> call(CutOff.at(write, after), true))
        .isInstanceOf(CutOff.ProcessDied.class);
    List<Item> claims = items(installed.settings().jobsTable(), "IDEMPOTENCY#");
    assertThat(claims).hasSize(write == 0 && !after ? 0 : 1);

    var repeated = call(CutOff.never(), true);

    assertThat(repeated.code()).as(repeated.message()).isZero();
    claims.forEach(claim -> assertThat(repeated.data()).isEqualTo(promised(claim.text("token"))));
    assertOneRestore(repeated.data());
    assertThat(call(CutOff.never(), true).response()).isEqualTo(repeated.response());
    assertOneRestore(repeated.data());
  }

  /** What a call that died could not say any more, the next one says; then all is as new. */
  @ParameterizedTest
  @CsvSource({
    "0, false, 0",
    "0, true, 0",
    "1, false, 0",
    "1, true, 0",
    "2, false, 0",
    "2, true, 0",
    "3, false, 0",
    "3, true, 0",
    "4, false, 0",
    "4, true, 1",
    "5, false, 1",
    "5, true, 0"
  })
  void anExecutionThatDidNotStartIsRefusedOnceAtMost(int write, boolean after, int refusals) {
    assertThatThrownBy(() -> call(CutOff.at(write, after), false))
        .isInstanceOf(CutOff.ProcessDied.class);

    for (int i = 0; i < refusals; i++) {
      assertThat(call(CutOff.never(), true).code()).isEqualTo(96199);
      assertThat(items(installed.settings().jobsTable(), "IDEMPOTENCY#")).isEmpty();
    }
    var repeated = call(CutOff.never(), true);

    assertThat(repeated.code()).as(repeated.message()).isZero();
    String jobId = repeated.data().path("jobId").asText();
    assertThat(installed.wiring().jobs().find(jobId).orElseThrow().status())
        .isEqualTo(JobStatus.PENDING);
    assertThat(executions()).containsExactly(jobId);
    assertThat(installed.wiring().clusters().list(installed.projectId))
        .singleElement()
        .satisfies(
            cluster ->
                assertThat(cluster.clusterId())
                    .isEqualTo(repeated.data().path("clusterId").asText()));
    assertPasswordIsTheClusters(repeated.data());
  }

  private void assertOneRestore(JsonNode data) {
    Settings settings = installed.settings();
    assertThat(items(settings.jobsTable(), "JOB#").stream().filter(i -> i.has("jobId")))
        .singleElement()
        .satisfies(job -> assertThat(job.text("jobId")).isEqualTo(data.path("jobId").asText()));
    assertThat(items(settings.clustersTable(), "CLUSTER#").stream().filter(i -> i.has("cuSize")))
        .singleElement()
        .satisfies(
            cluster ->
                assertThat(cluster.text("pk"))
                    .isEqualTo("CLUSTER#" + data.path("clusterId").asText()));
    assertThat(executions()).containsExactly(data.path("jobId").asText());
    assertPasswordIsTheClusters(data);
  }

  private void assertPasswordIsTheClusters(JsonNode data) {
    String password = data.path("password").asText();
    assertThat(password).hasSizeGreaterThan(20);
    String table = installed.settings().clustersTable();
    Item user =
        new Table(EmbeddedAws.dynamoDb(), table)
            .find("CLUSTER#" + data.path("clusterId").asText(), "USER#db_admin")
            .orElseThrow();
    assertThat(user.text("passwordHash")).isEqualTo(sha256(password));
    assertThat(items(table, "") + "" + items(installed.settings().jobsTable(), ""))
        .doesNotContain(password);
  }

  private JsonNode promised(String token) {
    var settings = installed.settings();
    var operation = new Operation(token, new KeyedHash(new Clients(settings)));
    return Json.toTree(installed.wiring().restoreCluster().started(operation));
  }

  /** The names of the executions; those of one name are one. */
  private List<String> executions() {
    return stepFunctions.names().stream().distinct().toList();
  }

  private Call.Answered call(CutOff cutOff, boolean executionsStart) {
    // Nothing listens at the other one.
    installed.environment.put(
        "AWS_ENDPOINT_URL_SFN", executionsStart ? stepFunctions.endpoint() : "http://127.0.0.1:1");
    return Call.of(ROUTE, installed.owner)
        .path("clusterId", "in01-source00000001")
        .path("backupId", backup.backupId())
        .header("Idempotency-Key", "nightly-7")
        .body(
            """
            {"projectId": "%s", "clusterName": "restored", "cuSize": 1, "collectionStatus": "KEEP"}
            """
                .formatted(installed.projectId))
        .to(function(cutOff));
  }

  private RestoreClusterFunction function(CutOff cutOff) {
    Settings settings = installed.settings();
    var clients = new Clients(settings);
    var dynamoDb = cutOff.client(DynamoDbClient.class, EmbeddedAws.dynamoDb());
    var wiring =
        new Wiring(
            clients, dynamoDb, () -> cutOff.client(SfnClient.class, clients.stepFunctions()));
    var idempotency =
        new Idempotency(
            new Claims(new Table(dynamoDb, settings.jobsTable()), InstantSource.system()),
            new KeyedHash(clients));
    return new RestoreClusterFunction(clients, wiring, idempotency);
  }

  private static List<Item> items(String table, String prefix) {
    return EmbeddedAws.dynamoDb()
        .scanPaginator(r -> r.tableName(table).consistentRead(true))
        .items()
        .stream()
        .map(Item::new)
        .filter(item -> item.text("pk").startsWith(prefix))
        .toList();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
