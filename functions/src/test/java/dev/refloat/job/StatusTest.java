package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatusTest {
  @Test
  void aJobThatEndedStaysEnded() {
    for (JobStatus status : JobStatus.values()) {
      boolean ended =
          status == JobStatus.SUCCESSFUL
              || status == JobStatus.FAILED
              || status == JobStatus.CANCELED;
      assertThat(status.isTerminal()).as(status.name()).isEqualTo(ended);
    }
  }

  @Test
  void onlyARetryGoesOnFromAnEnd() {
    assertThat(JobStatus.PENDING.previous())
        .containsExactlyInAnyOrder(JobStatus.FAILED, JobStatus.CANCELED);
    assertThat(JobStatus.SUCCESSFUL.next()).isEmpty();
    for (JobStatus status : JobStatus.values()) {
      assertThat(status.isRetryable())
          .isEqualTo(status == JobStatus.FAILED || status == JobStatus.CANCELED);
      assertThat(status.isCancellable())
          .isEqualTo(status == JobStatus.PENDING || status == JobStatus.IN_PROGRESS);
    }
  }

  @Test
  void whatIsCanceledBecomesNothingElse() {
    assertThat(JobStatus.CANCELING.next()).containsExactly(JobStatus.CANCELED);
  }

  @Test
  void whatWasGivenUpIsBegunAgainAndNothingElseOfWhatEnded() {
    for (OutcomeStatus status : OutcomeStatus.values()) {
      assertThat(status.isTerminal() && !status.next().isEmpty()).isEqualTo(status.isGivenUp());
    }
  }

  @Test
  void aJobSucceedsOnlyFromInProgress() {
    assertThat(JobStatus.SUCCESSFUL.previous()).containsExactly(JobStatus.IN_PROGRESS);
  }

  @Test
  void aCollectionIsRestoredOnlyOnceVerified() {
    assertThat(OutcomeStatus.RESTORED.previous()).containsExactly(OutcomeStatus.VERIFIED);
    assertThat(OutcomeStatus.VERIFIED.previous()).containsExactly(OutcomeStatus.COPYING);
  }

  @Test
  void whatIsVisibleCannotFail() {
    assertThat(OutcomeStatus.FAILED.previous())
        .containsExactlyInAnyOrder(
            OutcomeStatus.WAITING, OutcomeStatus.COPYING, OutcomeStatus.VERIFIED);
  }
}
