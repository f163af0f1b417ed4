package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.refloat.job.JobStatus;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.MetricLines;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

final class StuckJobsTest {
  private final ControlledRestore given = new ControlledRestore(SampleRestore.ofTheLargest());
  private final SampleRestore restore = given.restore;
  private final String name = restore.job.jobId();

  @ParameterizedTest
  @CsvSource({
    "ABORTED, was aborted",
    "TIMED_OUT, took longer",
    "FAILED, failed on our side",
    "SUCCEEDED, failed on our side"
  })
  void aJobWhoseExecutionEndedWithoutTellingFails(ExecutionStatus status, String why) {
    restore.runThrough(Step.COPY);
    given.machine.set(name, status);

    given.lookAfter();

    assertThat(given.job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(given.job().reason()).contains(why);
    assertThat(restore.restoredKeys()).isEmpty();
    assertThat(restore.jobs().active().all()).isEmpty();
  }

  @Test
  void aJobThatRunsIsLeftAlone() {
    restore.run(Step.PLAN);
    given.machine.set(name, ExecutionStatus.RUNNING);

    given.lookAfter();

    assertThat(given.job().status()).isEqualTo(JobStatus.IN_PROGRESS);
    assertThat(given.machine.executions()).containsEntry(name, ExecutionStatus.RUNNING);
  }

  @Test
  void howManyJobsAreOpenAndHowOldTheOldestIsAreMeasured() {
    restore.run(Step.PLAN);
    given.machine.set(name, ExecutionStatus.RUNNING);
    given.pass(Duration.ofSeconds(25));
    try (var written = new MetricLines()) {
      given.lookAfter();

      assertThat(written.values("JobsOpen")).containsExactly(1L);
      assertThat(written.values("OldestJobSeconds")).singleElement().matches(age -> age >= 25);
    }
  }

  @Test
  void aStartThatGotLostIsMadeUpForButNotAtOnce() {
    given.lookAfter();
    assertThat(given.machine.started()).isEmpty();

    given.pass(Duration.ofSeconds(31));
    given.lookAfter();
    assertThat(given.machine.started()).containsExactly(name);
  }

  @Test
  void aJobThatCannotBeStartedForAnHourFails() {
    given.machine.refuseStarts();
    given.pass(Duration.ofMinutes(59));
    assertThatExceptionOfType(StuckJobs.NotLookedAfter.class).isThrownBy(given::lookAfter);
    given.pass(Duration.ofMinutes(2));
    given.lookAfter();

    assertThat(given.job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(given.job().reason()).contains("could not be started");
    assertThat(restore.isNameFree()).isTrue();
  }

  @Test
  void aJobWhoseExecutionIsGoneFailsButNotWhereItHasJustBegun() {
    restore.run(Step.PLAN);
    given.lookAfter();
    assertThat(given.job().status()).isEqualTo(JobStatus.IN_PROGRESS);

    given.pass(Duration.ofSeconds(31));
    given.lookAfter();

    assertThat(given.job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(given.job().reason()).contains("is gone");
  }

  @Test
  void aCanceledJobWhoseStopGotLostIsStoppedAndThenEnded() {
    restore.run(Step.PLAN);
    given.machine.set(name, ExecutionStatus.RUNNING);
    given.machine.breakDown();
    given.cancel();
    given.machine.mend();

    given.lookAfter();
    assertThat(given.machine.executions()).containsEntry(name, ExecutionStatus.ABORTED);
    given.lookAfter();

    assertThat(given.job().status()).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void aCanceledJobWithoutExecutionIsEnded() {
    restore.run(Step.PLAN);
    given.machine.breakDown();
    given.cancel();
    given.machine.mend();
    given.pass(Duration.ofSeconds(31));

    given.lookAfter();

    assertThat(given.job().status()).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void oneThatFailsIsTriedAgainAndTheCallFails() {
    restore.run(Step.PLAN);
    given.machine.breakDown();
    assertThatExceptionOfType(StuckJobs.NotLookedAfter.class).isThrownBy(given::lookAfter);
    assertThat(restore.jobs().active().all()).containsExactly(name);
  }

  @Test
  void nothingIsBegunWhenTheTimeIsUp() {
    restore.run(Step.PLAN);
    given.wiring.stuckJobs().run(() -> false);
    assertThat(given.job().status()).isEqualTo(JobStatus.IN_PROGRESS);
  }
}
