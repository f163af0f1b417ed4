package dev.refloat.restore;

import dev.refloat.copy.CopyFailed;
import dev.refloat.copy.Deadline;
import dev.refloat.copy.DestinationCheck;
import dev.refloat.copy.DestinationCheck.Verified;
import dev.refloat.copy.OutOfTime;
import dev.refloat.job.Contents;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

/**
 * Compares what is at a collection's destination with its plan, opens its files where that was
 * asked for, and records how it was verified.
 */
public final class Verification {
  private final Outcomes outcomes;
  private final DestinationCheck check;
  private final Opening opening;

  Verification(Outcomes outcomes, DestinationCheck check, Opening opening) {
    this.outcomes = outcomes;
    this.check = check;
    this.opening = opening;
  }

  /**
   * Reads only, but for the outcome.
   *
   * @throws Refused where an object is missing, surplus, different or cannot be opened, naming it;
   *     or the collection was given up
   * @throws OutOfTime where the deadline came before all files were opened
   * @throws CopyFailed where it came before all objects were listed
   */
  public void verify(PlannedCollection plan, Deadline deadline) {
    Verified found = check.check(plan.files(), plan.destinationPrefixes(), deadline);
    String how = inWords(found);
    if (!plan.checks().equals("0")) {
      how += inWords(opening.all(plan, deadline));
    }
    if (!outcomes.verified(plan.key(), how)) {
      throw new Refused(
          ErrorCode.COLLECTION_RESTORE_FAILED,
          "The collection was given up while it was verified.");
    }
  }

  private static String inWords(Contents found) {
    return "; %d files opened: %d rows, %d deletes"
        .formatted(found.files(), found.rows(), found.deletes());
  }

  private static String inWords(Verified found) {
    return "%d objects, %d bytes: %d by checksum, %d by ETag, %d by size only"
        .formatted(
            found.objects(), found.bytes(), found.byChecksum(), found.byETag(), found.bySize());
  }
}
