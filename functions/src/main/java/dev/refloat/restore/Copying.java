package dev.refloat.restore;

import dev.refloat.copy.BatchCopier;
import dev.refloat.copy.BatchPayload;
import dev.refloat.copy.Deadline;
import dev.refloat.job.JobStore;
import dev.refloat.platform.Refused;

/** Copies one batch of a collection. */
public final class Copying {
  private final JobStore jobs;
  private final BatchCopier copier;

  Copying(JobStore jobs, BatchCopier copier) {
    this.jobs = jobs;
    this.copier = copier;
  }

  /**
   * Doing it again copies nothing twice that is in the ledger.
   *
   * @throws Refused where it can never be done; noted on the outcome before, because a Map does not
   *     pass on why one of its children failed
   */
  public void copy(BatchPayload batch, Deadline deadline) {
    try {
      copier.copy(batch, deadline);
    } catch (Refused e) {
      jobs.noteReason(batch.jobId(), batch.collection(), e.reasonWithCode());
      throw e;
    }
  }
}
