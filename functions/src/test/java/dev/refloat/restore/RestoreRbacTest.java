package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.MetaReader;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.Grant;
import dev.refloat.rbac.Rbac;
import dev.refloat.rbac.RbacConflict;
import dev.refloat.rbac.RbacResult;
import dev.refloat.rbac.Role;
import dev.refloat.rbac.User;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.restore.Selection.Database;
import dev.refloat.restore.Selection.Wanted;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RestoreRbacTest {
  private final SampleRestore restore = SampleRestore.withRbac();

  private Rbac there() {
    return restore.wiring.rbac().find(restore.cluster.clusterId()).rbac();
  }

  private static RbacResult result(SampleRestore of) {
    return of.jobs()
        .rbac()
        .find(of.job.jobId())
        .map(json -> Json.read(json, RbacResult.class))
        .orElseThrow();
  }

  private BackupMeta backedUp() {
    return new MetaReader(EmbeddedAws.s3()).read(restore.backup.location());
  }

  /** The visible collection, once more, under that name. */
  private Selection again(String name, RbacConflict policy) {
    CatalogueEntry visible = restore.visible().getFirst();
    return new Selection(
            List.of(
                new Database(
                    visible.dbName(),
                    "other",
                    List.of(new Wanted(visible.collectionName(), name, Load.UNLOADED)))),
            Load.UNLOADED,
            ConflictPolicy.FAIL,
            Verify.FILES)
        .with(Optional.of(policy));
  }

  private static Refused refused(Runnable step) {
    Refused refused = catchThrowableOfType(Refused.class, step::run);
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void aNewClusterHasWhatTheBackupHas() {
    restore.runThrough(Step.FINISH);

    assertThat(restore.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(restore.jobs().rbac().findPlan(restore.job.jobId())).as("hashes").isEmpty();
    Rbac wanted = Rbac.of(backedUp().rbac().orElseThrow());
    assertThat(there().users())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("origin")
        .containsExactlyElementsOf(wanted.users())
        .allMatch(user -> user.passwordHash().startsWith("$2a$"));
    assertThat(there().roles())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("origin")
        .containsExactlyElementsOf(wanted.roles());
    assertThat(there().groups())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("origin")
        .containsExactlyElementsOf(wanted.groups());
    assertThat(result(restore).users().created()).containsExactly("ana", "boris", "chen");
    assertThat(result(restore).grants()).isEqualTo(wanted.grants()).isPositive();
    assertThat(restore.jobs().events().all(restore.job.jobId()))
        .filteredOn(event -> event.type() == JobEvent.Type.RBAC_RESTORED)
        .singleElement()
        .satisfies(event -> assertThat(event.message()).contains("Users: 3 created"));
  }

  @Test
  void doingItAgainChangesNothing() {
    restore.runThrough(Step.RBAC);
    var before = restore.everything();

    restore.rbac();

    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void theJobIsNotSuccessfulWithoutIt() {
    restore.runThrough(Step.COMMIT);

    assertThat(restore.abandon("Users and roles could not be restored."))
        .isEqualTo(JobStatus.FAILED);

    assertThat(restore.job().reason()).contains("Users and roles could not be restored.");
    assertThat(restore.visible()).hasSize(1);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
  }

  @Test
  void anotherRunBringsWhatIsMissing() {
    restore.runThrough(Step.COMMIT);
    restore.abandon("Users and roles could not be restored.");
    var controlled = new ControlledRestore(restore);

    controlled.retry("order-1");
    restore.plan();
    assertThat(restore.plans()).isEmpty();
    restore.rbac();

    assertThat(restore.finish()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(there().users()).hasSize(3);
  }

  @Test
  void whereNothingIsVisibleNobodyGetsIn() {
    restore.runThrough(Step.PREPARE);

    restore.rbac();

    assertThat(there()).isEqualTo(Rbac.NONE);
    assertThat(restore.finish()).isEqualTo(JobStatus.FAILED);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
  }

  @Test
  void whereAllIsSkippedNothingConcernsAnybody() {
    restore.runThrough(Step.FINISH);
    CatalogueEntry visible = restore.visible().getFirst();
    Rbac before = there();
    var same = new Wanted(visible.collectionName(), visible.collectionName(), Load.UNLOADED);
    SampleRestore second =
        restore.next(
            new Selection(
                    List.of(new Database(visible.dbName(), visible.dbName(), List.of(same))),
                    Load.UNLOADED,
                    ConflictPolicy.SKIP,
                    Verify.FILES)
                .with(Optional.of(RbacConflict.SKIP)));

    second.runThrough(Step.FINISH);

    assertThat(second.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(there()).isEqualTo(before);
    assertThat(result(second).grants()).isZero();
  }

  @Test
  void aJobThatIsCanceledBringsNothingMore() {
    restore.runThrough(Step.COMMIT);
    new ControlledRestore(restore).cancel();

    assertThat(refused(restore::rbac).code()).isEqualTo(ErrorCode.CLUSTER_RESTORE_FAILED);

    assertThat(there()).isEqualTo(Rbac.NONE);
    assertThat(restore.finish()).isEqualTo(JobStatus.CANCELED);
    assertThat(restore.jobs().rbac().findPlan(restore.job.jobId())).as("hashes").isEmpty();
  }

  @Test
  void aPlannerThatIsLateLeavesNoHashes() {
    assertThat(
            restore
                .jobs()
                .begin(
                    restore.job.run(),
                    "arn:aws:states:us-east-1:1:execution:restore:x",
                    Instant.now(),
                    restore
                        .wiring
                        .clusters()
                        .move(restore.cluster.clusterId(), ClusterStatus.RESTORE_BACKUP)))
        .isTrue();
    var late = new AtomicBoolean(true);
    var clients = new Clients(restore.settings);
    // The end has read the job when it asks for the time, and has not written yet.
    InstantSource clock =
        () -> {
          if (late.getAndSet(false)) {
            restore.plan();
          }
          return Instant.now();
        };
    var wiring =
        new Wiring(
            clients, clients.dynamoDb(), clients::stepFunctions, clock, SampleRestore.SHORT_PAUSES);

    wiring.endRestore().abandon(restore.job.run(), "The execution was aborted.");

    assertThat(restore.job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(restore.job().currentPlan()).as("what the planner wrote").isPresent();
    assertThat(restore.jobs().rbac().findPlan(restore.job.jobId())).as("hashes").isEmpty();
  }

  @Test
  void aClusterThatRunsGetsWhatConcernsTheCollection() {
    restore.run(Step.PLAN);
    SampleRestore plain = SampleRestore.ofTheLargest();
    plain.runThrough(Step.FINISH);
    CatalogueEntry visible = plain.visible().getFirst();
    Selection selection =
        new Selection(
                List.of(
                    new Database(
                        visible.dbName(),
                        "other",
                        List.of(new Wanted(visible.collectionName(), "renamed", Load.UNLOADED)))),
                Load.UNLOADED,
                ConflictPolicy.FAIL,
                Verify.FILES)
            .with(Optional.of(RbacConflict.FAIL));
    SampleRestore into = plain.next(selection);

    into.runThrough(Step.FINISH);

    assertThat(into.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    Rbac rbac = plain.wiring.rbac().find(plain.cluster.clusterId()).rbac();
    assertThat(rbac.roles().stream().flatMap(role -> role.grants().stream()))
        .isNotEmpty()
        .allMatch(grant -> grant.objectName().equals("renamed") && grant.dbName().equals("other"));
    assertThat(rbac.users()).extracting(User::name).doesNotContain("chen");
  }

  @Test
  void whoIsThereAlreadyIsFoundBeforeAnythingIsCopied() {
    restore.runThrough(Step.FINISH);
    SampleRestore second = restore.next(again("renamed", RbacConflict.FAIL));

    Refused refused = refused(second::plan);

    assertThat(refused.code()).isEqualTo(ErrorCode.RBAC_EXISTS);
    assertThat(refused.reason()).contains("reader", "rbacConflict");
    assertThat(second.job().plan()).isEmpty();
  }

  @Test
  void whoCameSinceThePlanFailsTheStepAndNothingElse() {
    SampleRestore plain = SampleRestore.ofTheLargest();
    plain.runThrough(Step.FINISH);
    CatalogueEntry visible = plain.visible().getFirst();
    SampleRestore late = plain.next(selectionOf(visible, "late"));
    late.runThrough(Step.COMMIT);
    SampleRestore early = plain.next(selectionOf(visible, "early"));
    early.runThrough(Step.FINISH);

    assertThat(refused(late::rbac).code()).isEqualTo(ErrorCode.RBAC_EXISTS);

    assertThat(late.abandon("why")).isEqualTo(JobStatus.FAILED);
    assertThat(late.visible()).hasSize(3);
  }

  private static Selection selectionOf(CatalogueEntry visible, String name) {
    return new Selection(
            List.of(
                new Database(
                    visible.dbName(),
                    "other",
                    List.of(new Wanted(visible.collectionName(), name, Load.UNLOADED)))),
            Load.UNLOADED,
            ConflictPolicy.FAIL,
            Verify.FILES)
        .with(Optional.of(RbacConflict.FAIL));
  }

  @Test
  void restoresThatChangeOneClusterTogetherLoseNothing() throws Exception {
    restore.runThrough(Step.FINISH);
    List<SampleRestore> jobs =
        IntStream.range(0, 4)
            .mapToObj(i -> restore.next(again("renamed_" + i, RbacConflict.RECREATE)))
            .toList();
    jobs.forEach(job -> job.runThrough(Step.COMMIT));

    try (var threads = Executors.newFixedThreadPool(jobs.size())) {
      for (Future<?> done : jobs.stream().map(job -> threads.submit(job::rbac)).toList()) {
        done.get();
      }
    }

    List<String> granted =
        there().roles().stream()
            .map(Role::grants)
            .flatMap(List::stream)
            .filter(grant -> grant.dbName().equals("other"))
            .map(Grant::objectName)
            .distinct()
            .sorted()
            .toList();
    assertThat(granted).containsExactly("renamed_0", "renamed_1", "renamed_2", "renamed_3");
  }
}
