package dev.refloat.restore;

import dev.refloat.copy.BatchPayload;
import dev.refloat.copy.Deadline;
import dev.refloat.copy.OutOfTime;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;

/**
 * Restores a collection of at most one batch: what the steps of a larger one do, one behind the
 * other. Each of them may be done again, but only until the collection is verified: from then on
 * nothing may be written for it. So a call that is repeated begins where its outcome stands.
 */
public final class InOneCall {
  private final Outcomes outcomes;
  private final Preparation preparation;
  private final Copying copying;
  private final Completion completion;
  private final Verification verification;
  private final Commit commit;

  InOneCall(
      Outcomes outcomes,
      Preparation preparation,
      Copying copying,
      Completion completion,
      Verification verification,
      Commit commit) {
    this.outcomes = outcomes;
    this.preparation = preparation;
    this.copying = copying;
    this.completion = completion;
    this.verification = verification;
    this.commit = commit;
  }

  /**
   * Makes the collection visible. Doing it again changes nothing.
   *
   * @throws Refused where it can never be done, or the collection was given up
   * @throws OutOfTime where the deadline came first; what was done is not done again
   */
  public void restore(PlannedCollection plan, Deadline deadline) {
    if (!isVerified(plan)) {
      preparation.prepare(plan, deadline);
      if (plan.onlyBatch() != null) {
        copying.copy(Json.convert(plan.onlyBatch(), BatchPayload.class), deadline);
      }
      completion.complete(plan, deadline);
      verification.verify(plan, deadline);
    }
    commit.commit(plan);
  }

  private boolean isVerified(PlannedCollection plan) {
    Outcome.Key key = plan.key();
    return outcomes
        .find(key.jobId(), key.collection())
        .filter(outcome -> outcome.attempt().equals(key.attempt()))
        .filter(
            outcome ->
                outcome.status() == OutcomeStatus.VERIFIED
                    || outcome.status() == OutcomeStatus.RESTORED)
        .isPresent();
  }
}
