package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Transaction;
import dev.refloat.restore.Selection.Database;
import dev.refloat.restore.Selection.Wanted;
import dev.refloat.testing.ClusterMoves;
import dev.refloat.testing.Samples;
import dev.refloat.testing.StartExecutions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RestoreCollectionsTest {
  private final StartExecutions executions = new StartExecutions();
  private final SampleRestore sample = SampleRestore.create();
  private final CollectionNames names = new CollectionNames(sample.clustersTable());
  private Wiring wiring;
  private Database all;

  @BeforeEach
  void aClusterThatRuns() {
    Map<String, String> environment = new HashMap<>(sample.settings.variables());
    environment.put("STATE_MACHINE_ARN", "arn:aws:states:us-east-1:1:stateMachine:restore");
    environment.put("AWS_ENDPOINT_URL_SFN", executions.endpoint());
    wiring = new Wiring(new Settings(environment));
    move(ClusterStatus.RESTORE_BACKUP);
    move(ClusterStatus.RUNNING);
    all = new Database(sample.backup.databases().getFirst().dbName(), "target", List.of());
  }

  @AfterEach
  void stop() {
    executions.close();
  }

  private void move(ClusterStatus status) {
    ClusterMoves.move(wiring.clusters(), sample.cluster.clusterId(), status);
  }

  private String anyCollection() {
    return sample.backup.databases().getFirst().collections().getFirst().collectionName();
  }

  private Database one(String destName) {
    return new Database(
        all.dbName(), "target", List.of(new Wanted(anyCollection(), destName, Load.LOADED)));
  }

  private static Operation order() {
    return Operation.begin(_ -> new byte[32]);
  }

  /** As the next call finds it in its claim. */
  private static Operation again(Operation operation) {
    return new Operation(operation.token(), operation::secret);
  }

  private String start(Operation operation, ConflictPolicy policy, Database... databases) {
    Cluster cluster = wiring.clusters().find(sample.cluster.clusterId()).orElseThrow();
    return start(cluster, operation, policy, databases);
  }

  private String start(
      Cluster cluster, Operation operation, ConflictPolicy policy, Database... databases) {
    return wiring
        .restoreCollections()
        .start(
            new RestoreCollectionRequest(
                SampleRestore.SOURCE,
                sample.backup.backupId(),
                cluster.clusterId(),
                new Selection(List.of(databases), Load.UNLOADED, policy, Verify.FILES),
                Optional.empty()),
            sample.backup,
            cluster,
            "key-1",
            operation)
        .jobId();
  }

  private Optional<String> pending(String name) {
    return names
        .find(sample.cluster.clusterId(), "target", name)
        .flatMap(CollectionNames.Name::pending);
  }

  private void assertRefused(ErrorCode code, String named, Callable<String> start) {
    Map<String, String> before = sample.everything();

    Refused refused = catchThrowableOfType(Refused.class, start::call);

    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.reason()).contains(named);
    assertThat(sample.everything()).isEqualTo(before);
  }

  @Test
  void theJobIsCreatedItsNamesReservedAndItsExecutionStarted() {
    String jobId = start(order(), ConflictPolicy.FAIL, one("films"));

    Job job = wiring.jobs().find(jobId).orElseThrow();
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.clusterId()).isEqualTo(sample.cluster.clusterId());
    assertThat(job.projectId()).isEqualTo(SampleRestore.PROJECT);
    assertThat(job.createdBy()).isEqualTo("key-1");
    assertThat(pending("films")).contains(jobId);
    assertThat(executions.names()).containsExactly(jobId);
  }

  @Test
  void theSameOrderIsCarriedOutOnce() {
    Operation operation = order();
    String jobId = start(operation, ConflictPolicy.FAIL, one("films"));
    Map<String, String> before = sample.everything();

    assertThat(start(again(operation), ConflictPolicy.FAIL, one("films"))).isEqualTo(jobId);

    assertThat(sample.everything()).isEqualTo(before);
    assertThat(executions.names()).containsOnly(jobId);
  }

  @Test
  void whatIsTakenIsRefusedBeforeAnythingIsWritten() {
    String jobId = start(order(), ConflictPolicy.FAIL, one("films"));

    assertRefused(
        ErrorCode.DESTINATION_EXISTS,
        "Job " + jobId + " is restoring target.films.",
        () -> start(order(), ConflictPolicy.FAIL, one("films")));
    assertRefused(
        ErrorCode.DESTINATION_EXISTS,
        "Wait for that job",
        () -> start(order(), ConflictPolicy.OVERWRITE, one("films")));
    assertThat(start(order(), ConflictPolicy.SKIP, one("films"))).isNotEqualTo(jobId);
    assertThat(pending("films")).contains(jobId);
  }

  @Test
  void whatTheBackupDoesNotHaveIsRefused() {
    assertRefused(
        ErrorCode.COLLECTION_NOT_IN_BACKUP,
        "database nowhere",
        () -> start(order(), ConflictPolicy.FAIL, new Database("nowhere", "nowhere", List.of())));
  }

  @Test
  void twoOfOneDestinationAreRefused() {
    assertRefused(
        ErrorCode.DESTINATION_TWICE,
        "target.films",
        () -> start(order(), ConflictPolicy.FAIL, one("films"), one("films")));
  }

  @Test
  void aClusterThatDoesNotRunIsRefused() {
    move(ClusterStatus.DELETING);

    assertRefused(
        ErrorCode.CLUSTER_NOT_RUNNING,
        "DELETING",
        () -> start(order(), ConflictPolicy.FAIL, one("films")));
  }

  private void endUnstarted(String jobId, String reason) {
    var end =
        wiring
            .jobs()
            .end(Run.first(jobId), JobStatus.PENDING, JobStatus.FAILED, reason, Samples.START);
    assertThat(new Transaction().with(end).run()).isEmpty();
  }

  @Test
  void aNameThatAJobLeftWhenItEndedIsFree() {
    String jobId = start(order(), ConflictPolicy.FAIL, one("films"));
    endUnstarted(jobId, "why");

    String second = start(order(), ConflictPolicy.FAIL, one("films"));

    assertThat(pending("films")).contains(second);
  }

  @Test
  void whatCouldNotBeStartedIsReleased() {
    executions.answer(400, name -> {});

    Refused refused =
        catchThrowableOfType(
            Refused.class, () -> start(order(), ConflictPolicy.FAIL, one("films")));

    assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(pending("films")).isEmpty();
    String jobId = executions.names().getFirst();
    assertThat(wiring.jobs().find(jobId).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    executions.answer(200, name -> {});
    assertThat(start(order(), ConflictPolicy.FAIL, one("films"))).isNotEqualTo(jobId);
  }

  /** The call that released the job died before it came to the names. */
  @Test
  void whatAReleaseLeftIsReleasedByTheNextCallOfTheOrder() {
    Operation order = order();
    String jobId = start(order, ConflictPolicy.FAIL, one("films"));
    endUnstarted(jobId, Launch.NOT_STARTED);
    assertThat(pending("films")).contains(jobId);

    Refused refused =
        catchThrowableOfType(Refused.class, () -> start(order, ConflictPolicy.FAIL, one("films")));
    assertThat(refused.code()).isEqualTo(ErrorCode.INTERNAL);

    assertThat(pending("films")).isEmpty();
  }

  @Test
  void anExecutionThatBeganAlthoughItsStartWasNotConfirmedKeepsItsNames() {
    executions.answer(400, name -> wiring.jobs().begin(Run.first(name), "arn", Samples.START));

    String jobId = start(order(), ConflictPolicy.FAIL, one("films"));

    assertThat(pending("films")).contains(jobId);
    assertThat(wiring.jobs().find(jobId).orElseThrow().status()).isEqualTo(JobStatus.IN_PROGRESS);
  }

  @Test
  void aRequestMayBeLargerThanATransaction() {
    List<Wanted> wanted =
        IntStream.range(0, 3000)
            .mapToObj(i -> new Wanted(anyCollection(), "copy_of_a_collection_" + i, Load.LOADED))
            .toList();

    String jobId =
        start(order(), ConflictPolicy.FAIL, new Database(all.dbName(), "target", wanted));

    assertThat(pending("copy_of_a_collection_89")).contains(jobId);
    assertThat(pending("copy_of_a_collection_90")).isEmpty();
  }

  @Test
  void ofManyAtOnceExactlyOneGetsTheDestination() throws Exception {
    var calls = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        calls.add(
            threads.submit(
                () -> {
                  try {
                    return start(order(), ConflictPolicy.FAIL, one("films"));
                  } catch (Refused e) {
                    return e.code().name();
                  }
                }));
      }
    }
    var answers = new ArrayList<String>();
    for (Future<String> call : calls) {
      answers.add(call.get());
    }

    assertThat(answers).filteredOn(ErrorCode.DESTINATION_EXISTS.name()::equals).hasSize(19);
    assertThat(executions.names()).hasSize(1);
  }

  @Test
  void aClusterOfAnOlderMilvusThanThatOfTheBackupIsRefused() {
    Cluster c = wiring.clusters().find(sample.cluster.clusterId()).orElseThrow();
    var older =
        new Cluster(
            c.clusterId(),
            c.projectId(),
            c.clusterName(),
            c.description(),
            c.regionId(),
            c.cuSize(),
            c.status(),
            c.createTime(),
            "v2.5.9",
            c.restoreJobId());

    assertRefused(
        ErrorCode.BACKUP_UNSUPPORTED,
        "The backup is of Milvus 2.6 and the cluster of 2.5",
        () -> start(older, order(), ConflictPolicy.FAIL, one("older")));
  }
}
