package dev.refloat.restore;

import dev.refloat.copy.BatchCopier;
import dev.refloat.copy.BatchPayload;
import dev.refloat.copy.Deadline;
import dev.refloat.job.Outcome;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.Refused;

/** Copies one batch of a collection. */
public final class Copying {
  private final Outcomes outcomes;
  private final BatchCopier copier;
  private final CopyMetrics metrics;

  Copying(Outcomes outcomes, BatchCopier copier, CopyMetrics metrics) {
    this.outcomes = outcomes;
    this.copier = copier;
    this.metrics = metrics;
  }

  /**
   * Doing it again copies nothing twice that is in the ledger.
   *
   * @throws Refused where it can never be done; noted on the outcome before, because a Map does not
   *     pass on why one of its children failed
   */
  public void copy(BatchPayload batch, Deadline deadline) {
    try {
      metrics.measure(() -> copier.copy(batch, deadline));
    } catch (Refused e) {
      outcomes.noteReason(key(batch), e.reasonWithCode());
      throw e;
    }
  }

  private static Outcome.Key key(BatchPayload batch) {
    return new Outcome.Key(
        batch.jobId(), Integer.toString(batch.files().attempt()), batch.collection());
  }
}
