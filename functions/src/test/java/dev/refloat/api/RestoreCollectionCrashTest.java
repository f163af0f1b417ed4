package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupType;
import dev.refloat.backup.CollectionSummary;
import dev.refloat.backup.DatabaseSummary;
import dev.refloat.backup.LoadState;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.KeyedHash;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.restore.Wiring;
import dev.refloat.testing.ClusterMoves;
import dev.refloat.testing.CutOff;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.StartExecutions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The process dies before or after each write of a restoreCollection; the call is repeated. */
final class RestoreCollectionCrashTest {
  private static final String ROUTE =
      "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection";
  private static final String CLUSTER = "in01-running00000";

  private final Installed installed = new Installed();
  private final StartExecutions stepFunctions = new StartExecutions();
  private BackupRecord backup;

  @BeforeEach
  void aBackupAndAClusterThatRuns() {
    backup =
        installed
            .wiring()
            .backups()
            .put(withBooks(Records.backup(installed, "demo", BackupType.CLUSTER, Instant.now())));
    Records.cluster(installed, CLUSTER, Instant.now());
    ClusterMoves.move(
        installed.wiring().clusters(),
        CLUSTER,
        ClusterStatus.RESTORE_BACKUP,
        ClusterStatus.RUNNING);
    installed.environment.put("AWS_ENDPOINT_URL_SFN", stepFunctions.endpoint());
  }

  @AfterEach
  void stop() {
    stepFunctions.close();
  }

  private static BackupRecord withBooks(BackupRecord record) {
    return new BackupRecord(
        record.backupId(),
        record.backupName(),
        record.projectId(),
        record.clusterId(),
        record.clusterName(),
        record.type(),
        record.creationMethod(),
        record.status(),
        record.size(),
        record.createTime(),
        record.expireTime(),
        record.location(),
        record.restoreNewInstancePolicies(),
        record.hasRbac(),
        record.milvusVersion(),
        record.metaETag(),
        record.metaModified(),
        1,
        List.of(
            new DatabaseSummary(
                "default",
                1,
                List.of(new CollectionSummary("books", "", LoadState.LOADED, 1, 1, 1, 1)))));
  }

  private Call.Answered call(CutOff cutOff) {
    return Call.of(ROUTE, installed.owner)
        .path("clusterId", backup.clusterId())
        .path("backupId", backup.backupId())
        .header("Idempotency-Key", "nightly-8")
        .body("{\"destClusterId\":\"" + CLUSTER + "\"}")
        .to(function(cutOff));
  }

  private RestoreCollectionFunction function(CutOff cutOff) {
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
    return new RestoreCollectionFunction(clients, wiring, idempotency);
  }

  @Test
  void anUndisturbedCallMakesFiveWrites() {
    CutOff undisturbed = CutOff.never();

    assertThat(call(undisturbed).code()).isZero();

    assertThat(undisturbed.writes())
        .containsExactly(
            "putItem", "transactWriteItems", "transactWriteItems", "startExecution", "putItem");
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
  void theRepeatedCallIsOneJobThatHoldsTheName(int write, boolean after) {
    assertThatThrownBy(() -> call(CutOff.at(write, after))).isInstanceOf(CutOff.ProcessDied.class);

    var repeated = call(CutOff.never());

    assertThat(repeated.code()).as(repeated.message()).isZero();
    String jobId = repeated.data().path("jobId").asText();
    assertThat(call(CutOff.never()).response()).isEqualTo(repeated.response());
    assertThat(jobs()).containsExactly(jobId);
    assertThat(stepFunctions.names().stream().distinct()).containsExactly(jobId);
    assertThat(pending()).contains(jobId);
  }

  private List<String> jobs() {
    return EmbeddedAws.dynamoDb()
        .scan(r -> r.tableName(installed.settings().jobsTable()).consistentRead(true))
        .items()
        .stream()
        .map(Item::new)
        .filter(item -> item.text("sk").equals("JOB"))
        .map(item -> item.text("jobId"))
        .toList();
  }

  private Optional<String> pending() {
    var table = new Table(EmbeddedAws.dynamoDb(), installed.settings().clustersTable());
    return new CollectionNames(table)
        .find(CLUSTER, "default", "books")
        .flatMap(CollectionNames.Name::pending);
  }
}
