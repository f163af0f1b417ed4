package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupType;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.LogLines;
import dev.refloat.testing.StartExecutions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreClusterFunctionTest {
  private static final String ROUTE =
      "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster";

  private final Installed installed = new Installed();
  private final BackupRecord backup =
      Records.backup(installed, "demo", BackupType.CLUSTER, Instant.now());
  private final StartExecutions stepFunctions = new StartExecutions();
  private RestoreClusterFunction function;

  @BeforeEach
  void start() {
    installed.environment.put("AWS_ENDPOINT_URL_SFN", stepFunctions.endpoint());
    function = new RestoreClusterFunction(installed.environment);
  }

  @AfterEach
  void stop() {
    stepFunctions.close();
  }

  @Test
  void theOwnerGetsAClusterAPasswordAndAJob() {
    var answer = restore(installed.owner, body("restored"));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode data = answer.data();
    assertThat(data.size()).isEqualTo(4);
    assertThat(data.path("clusterId").asText()).startsWith("in01-");
    assertThat(data.path("username").asText()).isEqualTo("db_admin");
    assertThat(data.path("password").asText()).hasSizeGreaterThan(8);
    String jobId = data.path("jobId").asText();
    assertThat(installed.wiring().jobs().find(jobId))
        .hasValueSatisfying(
            job -> {
              assertThat(job.createdBy()).isEqualTo("key-owner");
              assertThat(job.clusterId()).isEqualTo(data.path("clusterId").asText());
            });
    assertThat(stepFunctions.requests()).hasSize(1);
    JsonNode request = Json.tree(stepFunctions.requests().get(0));
    assertThat(request.path("name").asText()).isEqualTo(jobId);
    assertThat(request.path("input").asText()).isEqualTo("{\"jobId\":\"" + jobId + "\"}");
  }

  @Test
  void thePasswordIsInTheAnswerAndNowhereElse() {
    try (var log = new LogLines()) {
      String password = restore(installed.owner, body("restored")).data().path("password").asText();

      assertThat(password).isNotBlank();
      assertThat(log.text()).contains("Request answered").doesNotContain(password);
      assertThat(stepFunctions.requests().toString()).doesNotContain(password);
      assertThat(stored()).hasSizeGreaterThan(5).noneMatch(item -> item.contains(password));
    }
  }

  @Test
  void aNameIsTakenOnce() {
    assertThat(restore(installed.owner, body("restored")).code()).isZero();

    var second = restore(installed.owner, body("restored"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo(96017);
    assertThat(stepFunctions.requests()).hasSize(1);
  }

  @Test
  void aRefusedCallWritesNothing() {
    List<String> before = stored();
    String id = backup.backupId();

    assertThat(restore(installed.member, body("restored")).code()).isEqualTo(96015);
    assertThat(restore(installed.stranger, body("restored")).code()).isEqualTo(96101);
    assertThat(restore(installed.owner, "backup0", body("restored")).code()).isEqualTo(96101);
    assertThat(restore(installed.owner, "{").code()).isEqualTo(96109);
    assertThat(restore(installed.owner, body("restored").replace("cuSize", "cuSzie")).code())
        .isEqualTo(96110);
    assertThat(
            restore(
                    installed.owner,
                    id,
                    body("restored").replace(installed.projectId, "proj-another"))
                .code())
        .isEqualTo(96012);

    assertThat(stored()).isEqualTo(before);
    assertThat(stepFunctions.requests()).isEmpty();
  }

  @Test
  void aCollectionBackupIsRefused() {
    var collections = Records.backup(installed, "part", BackupType.COLLECTION, Instant.now());

    assertThat(restore(installed.owner, collections.backupId(), body("restored")).code())
        .isEqualTo(96103);
  }

  private Call.Answered restore(Principal principal, String body) {
    return restore(principal, backup.backupId(), body);
  }

  private Call.Answered restore(Principal principal, String backupId, String body) {
    return Call.of(ROUTE, principal)
        .path("clusterId", "in01-source00000001")
        .path("backupId", backupId)
        .body(body)
        .to(function);
  }

  private String body(String name) {
    return """
        {"targetProjectId": "%s", "clusterName": "%s", "cuSize": 1, "collectionStatus": "KEEP"}
        """
        .formatted(installed.projectId, name);
  }

  /** Every item of the three tables, but what the audit trail tells. */
  private List<String> stored() {
    var settings = installed.settings();
    return List.of(settings.accessTable(), settings.clustersTable(), settings.jobsTable()).stream()
        .flatMap(
            table ->
                EmbeddedAws.dynamoDb()
                    .scanPaginator(r -> r.tableName(table).consistentRead(true))
                    .items()
                    .stream())
        .filter(item -> !new Item(item).text("pk").startsWith("AUDIT#"))
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
