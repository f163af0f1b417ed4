package dev.refloat.restore;

import dev.refloat.job.Outcome;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.Refused;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files and the row of a collection whose place another one took. Its id stands on the
 * outcome from the write that made the other one visible until nothing is left of it, so whoever
 * comes later finds what is left to do.
 */
final class Replaced {
  private static final Logger log = LoggerFactory.getLogger(Replaced.class);

  private final Outcomes outcomes;
  private final Removal removal;

  Replaced(Outcomes outcomes, Removal removal) {
    this.outcomes = outcomes;
    this.removal = removal;
  }

  /**
   * Nothing happens where nothing is left.
   *
   * @param key of the outcome
   * @param left the id that stands on it, or has just been written there
   */
  void remove(String clusterId, Outcome.Key key, Optional<String> left) {
    left.ifPresent(id -> remove(clusterId, key, id));
  }

  /** Files that S3 will not delete do not undo a restore: the outcome says that they are left. */
  private void remove(String clusterId, Outcome.Key key, String replaced) {
    String reason = "";
    try {
      removal.removeId(clusterId, replaced);
    } catch (Refused e) {
      log.atError()
          .addKeyValue("jobId", key.jobId())
          .addKeyValue("collectionId", replaced)
          .addKeyValue("reason", e.reason())
          .log("Files of a replaced collection are left");
      reason = "Restored, but files of the collection it replaced are left: " + e.reason();
    }
    outcomes.replacedRemoved(key, reason);
  }
}
