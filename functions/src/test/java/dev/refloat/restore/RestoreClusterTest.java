package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupType;
import dev.refloat.backup.CreationMethod;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Job;
import dev.refloat.job.JobLists;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import dev.refloat.testing.StartExecutions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RestoreClusterTest {
  private static final String PROJECT = "proj-1234";
  private static final String SOURCE = "in01-source";

  /** Nothing listens there. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  private final Map<String, String> environment = EmbeddedAws.newEnvironment();
  private final StartExecutions stepFunctions = new StartExecutions();
  private Wiring wiring;

  @BeforeEach
  void listen() {
    environment.put("STATE_MACHINE_ARN", "arn:aws:states:us-east-1:1:stateMachine:restore");
    useStepFunctionsAt(stepFunctions.endpoint());
  }

  @AfterEach
  void stop() {
    stepFunctions.close();
  }

  @Test
  void reservesTheClusterAndStartsTheExecutionUnderTheIdOfTheJob() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);

    RestoreCluster.Started started = start("target");

    Cluster cluster = wiring.clusters().find(started.clusterId()).orElseThrow();
    assertThat(cluster.status()).isEqualTo(ClusterStatus.CREATING);
    assertThat(cluster.clusterName()).isEqualTo("target");
    assertThat(cluster.restoreJobId()).isEqualTo(started.jobId());
    Job job = wiring.jobs().find(started.jobId()).orElseThrow();
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.clusterId()).isEqualTo(started.clusterId());
    assertThat(job.createdBy()).isEqualTo("key-1");
    assertThat(stepFunctions.requests())
        .singleElement()
        .satisfies(
            request -> {
              var json = Json.tree(request);
              assertThat(json.path("name").asText()).isEqualTo(started.jobId());
              assertThat(Json.tree(json.path("input").asText()))
                  .isEqualTo(Json.toTree(Map.of("jobId", started.jobId())));
            });
  }

  @Test
  void theSameOrderStartsOnceAndIsAnsweredTheSame() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);
    Operation operation = order();
    RestoreCluster.Started first = start("target", operation);
    String before = stored();

    RestoreCluster.Started second = start("target", again(operation));

    assertThat(second).isEqualTo(first);
    assertThat(second.password()).isNotEmpty();
    assertThat(stored()).isEqualTo(before);
    assertThat(stepFunctions.names().stream().distinct())
        .as("executions of one name are one")
        .containsExactly(first.jobId());
  }

  @Test
  void aNewOrderReadsNoJobAndNoBackup() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);
    List<String> requests = new ArrayList<>();
    var clients = new Clients(new Settings(environment));
    try (var counted =
        EmbeddedAws.telling(request -> requests.add(request.getClass().getSimpleName()))) {
      wiring = new Wiring(clients, counted, clients::stepFunctions);
      BackupRecord backup = backup();
      requests.clear();

      start("target", backup, order());
    }

    assertThat(requests)
        .containsExactly(
            "TransactWriteItemsRequest", "BatchGetItemRequest", "TransactWriteItemsRequest");
  }

  @Test
  void anOrderThatWasBegunIsCarriedOnWithWhateverBecameOfItsBackup() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);
    Operation operation = order();
    RestoreCluster.Started first = start("target", operation);
    register(BackupType.CLUSTER, BackupStatus.DELETING);

    assertThat(start("target", again(operation))).isEqualTo(first);
  }

  @Test
  void thePasswordIsNowhereButInTheAnswer() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);

    RestoreCluster.Started started = start("target");

    Item user =
        clustersTable()
            .find("CLUSTER#" + started.clusterId(), "USER#" + started.username())
            .orElseThrow();
    assertThat(user.text("passwordHash"))
        .isEqualTo(PlanFile.digest(started.password().getBytes(StandardCharsets.US_ASCII)));
    assertThat(stored()).doesNotContain(started.password());
    assertThat(started.toString()).doesNotContain(started.password());
  }

  @Test
  void releasesEverythingWhenTheExecutionDoesNotStart() {
    useStepFunctionsAt(NOWHERE);
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);

    Refused refused = catchThrowableOfType(Refused.class, () -> start("target"));

    assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);
    Job job = onlyJob();
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    assertThat(job.reason()).isEqualTo("The job could not be started.");
    assertThat(wiring.clusters().find(job.clusterId()).orElseThrow().status())
        .isEqualTo(ClusterStatus.DELETED);
    assertThat(wiring.clusters().list(PROJECT)).isEmpty();
    useStepFunctionsAt(stepFunctions.endpoint());
    assertThat(start("target").clusterId()).as("the name is free").isNotEqualTo(job.clusterId());
  }

  @Test
  void anOrderThatWasReleasedIsNotCarriedOnWith() {
    useStepFunctionsAt(NOWHERE);
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);
    Operation operation = order();
    assertThat(catchThrowableOfType(Refused.class, () -> start("target", operation))).isNotNull();
    useStepFunctionsAt(stepFunctions.endpoint());

    Refused again = catchThrowableOfType(Refused.class, () -> start("target", again(operation)));

    assertThat(again.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(again.reason()).contains("ask for it again");
    assertThat(stepFunctions.requests()).isEmpty();
  }

  @Test
  void anExecutionThatRunsAlthoughItsStartWasNotConfirmedIsStarted() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);
    stepFunctions.answer(500, this::planBegins);

    RestoreCluster.Started started = start("target");

    assertThat(wiring.jobs().find(started.jobId()).orElseThrow().status())
        .isEqualTo(JobStatus.IN_PROGRESS);
    assertThat(wiring.clusters().find(started.clusterId()).orElseThrow().status())
        .isEqualTo(ClusterStatus.RESTORE_BACKUP);
  }

  @Test
  void aNameThatIsTakenIsRefusedAndNothingWritten() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE);
    start("target");
    String before = stored();

    assertRefused(ErrorCode.CLUSTER_NAME_TAKEN, "target", before);
  }

  @Test
  void aCollectionBackupIsRefused() {
    register(BackupType.COLLECTION, BackupStatus.AVAILABLE);

    assertRefused(ErrorCode.BACKUP_TYPE_WRONG, "backup1", stored());
  }

  @Test
  void aBackupThatIsNotAvailableIsRefused() {
    for (BackupStatus status : BackupStatus.values()) {
      if (status != BackupStatus.AVAILABLE) {
        register(BackupType.CLUSTER, status);

        assertRefused(ErrorCode.BACKUP_NOT_AVAILABLE, status.name(), stored());
      }
    }
  }

  @Test
  void aVersionThatIsNotOfferedIsRefused() {
    register(BackupType.CLUSTER, BackupStatus.AVAILABLE, List.of("ORIGINAL"));

    assertRefused(ErrorCode.VERSION_POLICY_NOT_OFFERED, "it offers ORIGINAL", stored());
  }

  private void assertRefused(ErrorCode code, String named, String before) {
    Refused refused = catchThrowableOfType(Refused.class, () -> start("target"));

    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.reason()).contains(named);
    assertThat(stored()).isEqualTo(before);
  }

  private RestoreCluster.Started start(String clusterName) {
    return start(clusterName, order());
  }

  private static Operation order() {
    byte[] secret = new byte[32];
    ThreadLocalRandom.current().nextBytes(secret);
    return Operation.begin(_ -> secret);
  }

  /** As the next call finds it in its claim. */
  private static Operation again(Operation operation) {
    return new Operation(operation.token(), operation::secret);
  }

  private BackupRecord backup() {
    return wiring.backups().findRecord(SOURCE, "backup1").orElseThrow();
  }

  private RestoreCluster.Started start(String clusterName, Operation operation) {
    return start(clusterName, backup(), operation);
  }

  private RestoreCluster.Started start(
      String clusterName, BackupRecord backup, Operation operation) {
    return wiring
        .restoreCluster()
        .start(
            new RestoreClusterRequest(
                SOURCE,
                "backup1",
                PROJECT,
                clusterName,
                1,
                CollectionStatus.KEEP,
                RestoreVersionPolicy.LATEST,
                Verify.FILES,
                Optional.empty(),
                Optional.empty()),
            backup,
            "key-1",
            operation);
  }

  /** As far as the first state of the execution gets. */
  private void planBegins(String jobId) {
    String cluster = wiring.jobs().find(jobId).orElseThrow().clusterId();
    Write move = wiring.clusters().move(cluster, ClusterStatus.RESTORE_BACKUP);
    assertThat(wiring.jobs().begin(Run.first(jobId), "arn", Samples.START, move)).isTrue();
  }

  private void register(BackupType type, BackupStatus status) {
    register(type, status, List.of("LATEST", "ORIGINAL"));
  }

  private void register(BackupType type, BackupStatus status, List<String> policies) {
    wiring
        .backups()
        .put(
            new BackupRecord(
                "backup1",
                "nightly",
                PROJECT,
                SOURCE,
                "",
                type,
                CreationMethod.MANUAL,
                status,
                1,
                Samples.START,
                Optional.empty(),
                new BackupLocation("bucket", "nightly"),
                policies,
                false,
                "2.6.0",
                "\"e\"",
                Samples.START,
                0,
                List.of()));
  }

  private void useStepFunctionsAt(String endpoint) {
    environment.put("AWS_ENDPOINT_URL_SFN", endpoint);
    wiring = new Wiring(new Settings(environment));
  }

  private Job onlyJob() {
    List<Job> all = wiring.jobs().lists().all(JobLists.ListKey.ofProject(PROJECT), Samples.START);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Table clustersTable() {
    return new Table(EmbeddedAws.dynamoDb(), new Settings(environment).clustersTable());
  }

  private String stored() {
    return items("CLUSTERS_TABLE") + items("JOBS_TABLE");
  }

  private String items(String table) {
    return EmbeddedAws.dynamoDb().scan(r -> r.tableName(environment.get(table))).items().stream()
        .map(item -> new TreeMap<>(item).toString())
        .sorted()
        .toList()
        .toString();
  }
}
