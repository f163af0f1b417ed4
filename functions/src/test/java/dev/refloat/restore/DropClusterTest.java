package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.Drops;
import dev.refloat.job.Job;
import dev.refloat.job.JobType;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.ClusterMoves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DropClusterTest {
  private final ControlledRestore given = new ControlledRestore(SampleRestore.ofTheLargest());
  private final SampleRestore restore = given.restore;
  private final Drops drops = new Drops(restore.clustersTable());

  private Cluster present() {
    return given.wiring.clusters().find(restore.cluster.clusterId()).orElseThrow();
  }

  private void drop() {
    given.wiring.dropCluster().drop(present());
  }

  private Refused refused() {
    return catchThrowableOfType(Refused.class, this::drop);
  }

  private SampleRestore nextInto() {
    return restore.next(new Selection(List.of(), Load.UNLOADED, ConflictPolicy.SKIP, Verify.FILES));
  }

  @Test
  void aClusterAtRestGoesAndItsRemovalIsOrdered() {
    restore.runThrough(Step.FINISH);

    drop();

    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETING);
    assertThat(restore.isNameFree()).isFalse();
    assertThat(drops.due(Instant.now().plus(DropCluster.LATE_EXPORT).plusSeconds(5)))
        .extracting(Drops.Order::clusterId)
        .containsExactly(restore.cluster.clusterId());
    assertThat(drops.due(Instant.now())).as("an export may be late").isEmpty();
  }

  @Test
  void anAbnormalOneGoesToo() {
    restore.runThrough(Step.FINISH);
    ClusterMoves.move(given.wiring.clusters(), restore.cluster.clusterId(), ClusterStatus.ABNORMAL);

    drop();

    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETING);
  }

  @Test
  void doingItAgainChangesNothing() {
    restore.runThrough(Step.FINISH);
    Cluster asBefore = present();
    drop();
    Map<String, String> before = restore.everything();
    given.pass(Duration.ofMinutes(1));

    drop();
    given.wiring.dropCluster().drop(asBefore);

    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void whatIsGoneIsNotDroppedAgain() {
    restore.runThrough(Step.FINISH);
    drop();
    given.pass(Duration.ofMinutes(1));
    given.wiring.clusterRemoval().run(() -> true);
    Map<String, String> before = restore.everything();

    drop();

    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
    assertThat(restore.everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = ClusterStatus.class,
      names = {"CREATING", "RESTORE_BACKUP"})
  void oneThatIsBeingMadeIsRefusedWithItsJob(ClusterStatus status) {
    if (status == ClusterStatus.RESTORE_BACKUP) {
      restore.runThrough(Step.COPY);
    }
    Map<String, String> before = restore.everything();

    Refused refused = refused();

    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_IN_USE);
    assertThat(refused.reason()).contains(status.name(), restore.job.jobId(), "Cancel that job");
    assertThat(restore.everything()).isEqualTo(before);
  }

  @Test
  void oneThatIsRestoredIntoIsRefusedWithTheJobUntilThatHasEnded() {
    restore.runThrough(Step.FINISH);
    SampleRestore next = nextInto();
    Map<String, String> before = restore.everything();

    Refused refused = refused();

    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_IN_USE);
    assertThat(refused.reason()).contains(next.job.jobId()).doesNotContain(restore.job.jobId());
    assertThat(restore.everything()).isEqualTo(before);
    next.abandon("Aborted.");
    drop();
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETING);
  }

  @Test
  void oneWhoseRestoreIsRunAgainIsRefused() {
    var two = new ControlledRestore(SampleRestore.ofTheLargest(2));
    two.restore.runThrough(Step.VERIFY);
    two.restore.commit(two.restore.plans().getLast());
    two.restore.abandon("Aborted.");
    two.retry("order-1");

    Refused refused =
        catchThrowableOfType(
            Refused.class,
            () ->
                two.wiring
                    .dropCluster()
                    .drop(
                        two.wiring.clusters().find(two.restore.cluster.clusterId()).orElseThrow()));

    assertThat(refused.code()).isEqualTo(ErrorCode.CLUSTER_IN_USE);
    assertThat(refused.reason()).contains(two.restore.job.jobId());
  }

  @Test
  void restoresIntoOthersAndDryRunsKeepNobodyWaiting() {
    restore.runThrough(Step.FINISH);
    open("job-other", JobType.RESTORE, "in01-other");
    open("job-dry", JobType.PLAN, restore.cluster.clusterId());

    drop();

    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETING);
  }

  private void open(String jobId, JobType type, String clusterId) {
    var job =
        Job.pending(
            jobId,
            new Job.Request(
                type,
                SampleRestore.PROJECT,
                clusterId,
                "target",
                SampleRestore.SOURCE,
                restore.backup.backupId(),
                "key-1",
                Optional.empty()),
            Instant.now());
    assertThat(new Transaction().with(restore.jobs().create(job)).run()).isEmpty();
  }
}
