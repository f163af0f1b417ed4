package dev.refloat.restore;

import dev.refloat.copy.Deadline;
import dev.refloat.copy.Uploads;
import dev.refloat.platform.Refused;

/** Makes objects of the ranges of a collection that were copied. */
public final class Completion {
  private final Uploads uploads;

  Completion(Uploads uploads) {
    this.uploads = uploads;
  }

  /**
   * Doing it again finds the objects. All batches must be done.
   *
   * @throws Refused where parts are missing or a checksum does not match, naming the key
   */
  public void complete(PlannedCollection plan, Deadline deadline) {
    if (plan.hasRanges()) {
      uploads.complete(plan.files(), plan.destinationPrefixes(), deadline);
    }
  }
}
