package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobStatus;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.restore.SampleRestore.Step;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

final class CancelJobTest {
  private final ControlledRestore given = new ControlledRestore(SampleRestore.ofTheLargest(2));
  private final SampleRestore restore = given.restore;
  private final String name = restore.job.jobId();

  @Test
  void nothingOfAJobThatIsCanceledCanBeginOrSucceed() {
    given.machine.set(name, ExecutionStatus.RUNNING);
    restore.runThrough(Step.COPY);

    given.cancel();

    assertThat(given.job().status()).isEqualTo(JobStatus.CANCELING);
    assertThat(given.machine.executions()).containsEntry(name, ExecutionStatus.ABORTED);
    restore.run(Step.COMPLETE);
    restore.run(Step.VERIFY);
    assertThat(restore.finish()).isEqualTo(JobStatus.CANCELED);
    assertThat(given.outcomes())
        .hasSize(2)
        .allMatch(outcome -> outcome.status() == OutcomeStatus.CANCELED);
  }

  @Test
  void theEndOfItsExecutionRemovesAllButWhatIsVisible() {
    given.machine.set(name, ExecutionStatus.RUNNING);
    restore.runThrough(Step.VERIFY);
    PlannedCollection visible = restore.plans().getLast();
    restore.commit(visible);

    given.cancel();
    restore.abandon("Aborted.");

    assertThat(given.job().status()).isEqualTo(JobStatus.CANCELED);
    assertThat(given.job().reason())
        .isEqualTo("Canceled by key-2. 1 of 2 collections were restored before; they stay.");
    assertThat(given.outcomes())
        .extracting(Outcome::status)
        .containsExactly(OutcomeStatus.CANCELED, OutcomeStatus.RESTORED);
    assertThat(restore.restoredKeys()).hasSize(Integer.parseInt(visible.objects()));
    assertThat(restore.openUploads()).isZero();
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.RUNNING);
  }

  @Test
  void aNewClusterInWhichNothingIsVisibleIsDropped() {
    restore.runThrough(Step.COPY_FIRST_BATCHES);

    given.cancel();
    restore.abandon("Aborted.");

    assertThat(restore.restoredKeys()).isEmpty();
    assertThat(restore.openUploads()).isZero();
    assertThat(restore.clusterStatus()).isEqualTo(ClusterStatus.DELETED);
    assertThat(restore.isNameFree()).isTrue();
  }

  @Test
  void aJobWithoutExecutionIsEndedByTheOneThatItGets() {
    given.cancel();
    assertThat(given.machine.executions()).containsEntry(name, ExecutionStatus.RUNNING);

    Refused refused = catchThrowableOfType(Refused.class, restore::plan);
    restore.abandon(refused.reason());

    assertThat(given.job().status()).isEqualTo(JobStatus.CANCELED);
    assertThat(given.job().reason()).isEqualTo("Canceled by key-2. Nothing had been restored.");
    assertThat(restore.isNameFree()).isTrue();
  }

  @Test
  void canceledAgainItIsToldOnce() {
    restore.run(Step.PLAN);
    given.cancel();
    given.cancel();
    assertThat(given.told()).containsOnlyOnce(JobEvent.Type.CANCEL_REQUESTED);
  }

  @Test
  void whereTheExecutionCannotBeStoppedItIsCanceledAllTheSame() {
    restore.run(Step.PLAN);
    given.machine.breakDown();
    given.cancel();
    assertThat(given.job().status()).isEqualTo(JobStatus.CANCELING);
  }

  @Test
  void whatHasEndedIsNotCanceled() {
    restore.runThrough(Step.FINISH);

    Refused refused = catchThrowableOfType(Refused.class, given::cancel);

    assertThat(refused.code()).isEqualTo(ErrorCode.JOB_NOT_CANCELLABLE);
    assertThat(refused.reason()).contains("is SUCCESSFUL");
    assertThat(given.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
  }

  @Test
  void aCallThatCopiesIsRefusedOnceItsCollectionIsGivenUp() {
    restore.runThrough(Step.PREPARE);
    var batch = restore.batches(restore.plans().getFirst()).getFirst();
    given.cancel();
    restore.abandon("Aborted.");

    Refused refused = catchThrowableOfType(Refused.class, () -> restore.copy(batch));

    assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_RESTORE_FAILED);
    assertThat(restore.restoredKeys()).isEmpty();
  }
}
