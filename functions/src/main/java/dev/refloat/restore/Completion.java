package dev.refloat.restore;

import dev.refloat.copy.Uploads;

/** Finishes the multipart uploads of a collection whose every range is copied. */
public final class Completion {
  private final Uploads uploads;

  Completion(Uploads uploads) {
    this.uploads = uploads;
  }

  /** Doing it again changes nothing. */
  public void complete(PlannedCollection plan) {
    uploads.complete(plan.files());
  }
}
