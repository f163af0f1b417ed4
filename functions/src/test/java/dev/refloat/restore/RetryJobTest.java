package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Progress;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.EmbeddedAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class RetryJobTest {
  private final ControlledRestore given = new ControlledRestore(SampleRestore.ofTheLargest(2));
  private final SampleRestore restore = given.restore;

  private void failWithOneVisible() {
    restore.runThrough(Step.VERIFY);
    restore.commit(restore.plans().getLast());
    restore.abandon("Aborted.");
  }

  private void runAll() {
    for (Step step : Step.values()) {
      restore.run(step);
    }
  }

  private Refused refused() {
    return catchThrowableOfType(Refused.class, () -> given.retry("order-1"));
  }

  private int percent() {
    return Progress.of(
            given.job(),
            restore.jobs().counters().copied(given.job(), given.outcomes()).values(),
            Instant.now())
        .percent();
  }

  @Test
  void onlyWhatIsNotVisibleIsRestoredAgain() {
    failWithOneVisible();
    List<Outcome> before = given.outcomes();

    given.retry("order-1");
    restore.run(Step.PLAN);

    assertThat(given.machine.started()).containsExactly(restore.job.jobId() + "-2");
    assertThat(restore.plans())
        .singleElement()
        .matches(plan -> plan.collection().equals("00000"))
        .matches(plan -> !plan.collectionId().equals(before.getFirst().collectionId()));
    assertThat(given.outcomes().getLast()).isEqualTo(before.getLast());
    assertThat(given.outcomes().getFirst().formerIds())
        .containsExactly(before.getFirst().collectionId());
    for (Step step : List.of(Step.PREPARE, Step.COPY, Step.COMPLETE, Step.VERIFY, Step.COMMIT)) {
      restore.run(step);
    }
    assertThat(restore.finish()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(restore.visible()).hasSize(2);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(given.told()).doesNotContain(JobEvent.Type.SOURCE_CHANGED);
  }

  @Test
  void aDroppedClusterComesBackUnderItsIdAndName() {
    restore.runThrough(Step.COPY);
    restore.abandon("Aborted.");
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);

    given.retry("order-1");
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.CREATING);
    assertThat(restore.isNameFree()).isFalse();
    runAll();

    assertThat(given.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
    assertThat(restore.visible()).hasSize(2);
  }

  @Test
  void whereItsNameWasTakenSinceItIsRefused() {
    restore.run(Step.PLAN);
    restore.abandon("Aborted.");
    assertThat(restore.isNameFree()).as("is taken by that").isTrue();
    Map<String, String> before = restore.everything();

    assertThat(refused().code()).isEqualTo(ErrorCode.CLUSTER_NAME_TAKEN);
    assertThat(restore.everything()).isEqualTo(before);
  }

  /** A run would leave it out, and succeed without it. */
  @Test
  void whatWasVisibleInAClusterThatWasDroppedIsNotTakenForRestored() {
    failWithOneVisible();
    Cluster cluster = given.wiring.clusters().find(restore.cluster.clusterId()).orElseThrow();
    given.wiring.dropCluster().drop(cluster);
    Map<String, String> before = restore.everything();

    Refused deleting = refused();
    assertThat(deleting.code()).isEqualTo(ErrorCode.JOB_NOT_RETRYABLE);
    assertThat(deleting.reason()).contains(cluster.clusterId() + " was dropped");
    assertThat(restore.everything()).isEqualTo(before);

    given.pass(Duration.ofMinutes(1));
    given.wiring.clusterRemoval().run(() -> true);
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
    assertThat(refused()).isNotNull().hasMessage(deleting.getMessage());
    assertThat(given.job().status()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void progressGoesOnFromWhereItWas() {
    restore.runThrough(Step.COPY);
    int before = percent();
    restore.abandon("Aborted.");
    assertThat(before).isEqualTo(99);

    given.retry("order-1");
    assertThat(percent()).isEqualTo(before);
    restore.run(Step.PLAN);
    assertThat(percent()).isEqualTo(before);
  }

  @Test
  void oneOrderBeginsOneRunAndStartsWhatACallThatDiedLeft() {
    failWithOneVisible();
    given.machine.breakDown();
    given.retry("order-1");
    assertThat(given.job().status()).isEqualTo(JobStatus.PENDING);
    given.machine.mend();

    given.retry("order-1");

    assertThat(given.job().run()).isEqualTo(new Run(restore.job.jobId(), 2));
    assertThat(given.machine.executions()).containsOnlyKeys(restore.job.jobId() + "-2");
    assertThat(given.told()).containsOnlyOnce(JobEvent.Type.RETRY_REQUESTED);
  }

  @Test
  void anotherOrderIsRefusedWhileTheRunGoesOn() {
    failWithOneVisible();
    given.retry("order-0");

    Refused refused = refused();

    assertThat(refused.code()).isEqualTo(ErrorCode.JOB_NOT_RETRYABLE);
    assertThat(refused.reason()).contains("it is PENDING");
  }

  @Test
  void whatSucceededIsNotRunAgain() {
    restore.runThrough(Step.FINISH);
    assertThat(refused().code()).isEqualTo(ErrorCode.JOB_NOT_RETRYABLE);
  }

  @Test
  void whatIsTooOldIsNotRunAgain() {
    failWithOneVisible();
    given.pass(Duration.ofDays(29));
    assertThat(refused().reason()).contains("more than 28 days ago");
  }

  @Test
  void lateStepsOfTheRunBeforeChangeNothing() {
    restore.runThrough(Step.PREPARE);
    PlannedCollection late = restore.plans().getFirst();
    Run first = given.job().run();
    restore.abandon("Aborted.");
    given.retry("order-1");
    restore.run(Step.PLAN);
    restore.run(Step.PREPARE);
    Map<String, String> before = restore.everything();

    EndRestore ending = given.wiring.endRestore();
    ending.abandonCollection(late.key(), "Late.");
    ending.abandon(first, "Late.");
    ending.finish(first);
    assertThat(catchThrowableOfType(Refused.class, () -> restore.prepare(late))).isNotNull();
    assertThat(
            catchThrowableOfType(
                Refused.class, () -> restore.copy(restore.batches(late).getFirst())))
        .isNotNull();
    assertThat(catchThrowableOfType(Refused.class, () -> restore.commit(late))).isNotNull();
    assertThat(
            catchThrowableOfType(
                Refused.class, () -> given.wiring.planning().plan(first, "arn:late")))
        .isNotNull();

    assertThat(restore.everything()).isEqualTo(before);
    for (Step step : List.of(Step.COPY, Step.COMPLETE, Step.VERIFY, Step.COMMIT, Step.FINISH)) {
      restore.run(step);
    }
    assertThat(given.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
  }

  @Test
  void whatACallOfTheRunBeforeWroteLateIsSweptWhileTheNextRunGoesOn() {
    restore.runThrough(Step.PREPARE);
    PlannedCollection late = restore.plans().getFirst();
    restore.abandon("Aborted.");
    String key = late.destinationPrefixes().getFirst() + "1/2/late";
    EmbeddedAws.s3()
        .putObject(
            r -> r.bucket(restore.settings.dataBucket()).key(key), RequestBody.fromString("x"));
    given.retry("order-1");
    restore.run(Step.PLAN);
    restore.run(Step.PREPARE);
    restore.run(Step.COPY);
    int copied = restore.restoredKeys().size();
    given.pass(Sweep.AFTER_THE_END.plusSeconds(60));

    given.wiring.sweep().run(() -> true);

    assertThat(restore.restoredKeys()).doesNotContain(key).hasSize(copied - 1);
    assertThat(given.outcomes()).allMatch(o -> o.status() == OutcomeStatus.COPYING);
    assertThat(restore.openUploads()).as("of this run").isPositive();
  }

  @Test
  void aChangeOfTheSourceIsToldOf() {
    SampleRestore own = SampleRestore.ofOwnBackup();
    var changed = new ControlledRestore(own);
    own.runThrough(Step.PREPARE);
    own.abandon("Aborted.");
    String bucket = own.settings.backupBucket();
    String key =
        SampleRestore.objects(bucket).stream()
            .map(object -> object.key())
            .filter(name -> name.contains("/binlogs/insert_log/"))
            .findFirst()
            .orElseThrow();
    byte[] bytes = EmbeddedAws.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    bytes[bytes.length - 1] ^= 1;
    EmbeddedAws.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));

    changed.retry("order-1");
    own.run(Step.PLAN);

    assertThat(changed.told()).containsOnlyOnce(JobEvent.Type.SOURCE_CHANGED);
  }
}
