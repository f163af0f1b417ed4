package dev.refloat.restore;

import dev.refloat.copy.DestinationCheck;
import dev.refloat.copy.DestinationCheck.Verified;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

/** Compares what is at a collection's destination with its plan, and records how. */
public final class Verification {
  private final JobStore jobs;
  private final DestinationCheck check;

  Verification(JobStore jobs, DestinationCheck check) {
    this.jobs = jobs;
    this.check = check;
  }

  /**
   * Reads only, but for the outcome.
   *
   * @throws Refused where an object is missing, surplus or different, naming it; or the collection
   *     was given up
   */
  public void verify(PlannedCollection plan) {
    Verified found = check.check(plan.files(), plan.destinationPrefixes());
    if (!jobs.verified(plan.jobId(), plan.collection(), inWords(found))) {
      throw new Refused(
          ErrorCode.COLLECTION_RESTORE_FAILED,
          "The collection was given up while it was verified.");
    }
  }

  private static String inWords(Verified found) {
    return "%d objects, %d bytes: %d by checksum, %d by ETag, %d by size only"
        .formatted(
            found.objects(), found.bytes(), found.byChecksum(), found.byETag(), found.bySize());
  }
}
