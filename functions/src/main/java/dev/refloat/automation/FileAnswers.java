package dev.refloat.automation;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

/**
 * Tells those who dropped a file what came of it, each once. Order: the result, then the note that
 * it is there, so that it may be put twice and is never missing.
 */
final class FileAnswers {
  /** Files that gave way since somebody looked last: more are only in a storm. */
  private static final int MOST_TOLD = 100;

  private final RequestFiles files;
  private final Firings firings;

  FileAnswers(RequestFiles files, Firings firings) {
    this.files = files;
    this.firings = firings;
  }

  /** Of a firing whose restore has begun. */
  void begun(Firing firing) {
    if (firing.file().isPresent() && !firing.answered()) {
      files.answer(
          firing.file().get(), firing.jobId().orElseThrow(), firing.clusterId().orElseThrow());
      firings.answered(firing);
    }
  }

  /** Of a firing that is about to be refused. */
  void refused(Firing firing, Refused why) {
    if (firing.file().isPresent()) {
      files.refuse(firing.file().get(), why.code().code(), why.reason());
      firings.answered(firing);
    }
  }

  /** Of the firings of a trigger that did not get their turn. */
  void gaveWay(RestoreTrigger trigger) {
    if (trigger.definition().when() instanceof When.Requested) {
      firings.newest(trigger.triggerId(), MOST_TOLD).stream()
          .filter(firing -> firing.status() == FiringStatus.SUPERSEDED && !firing.answered())
          .forEach(
              firing -> refused(firing, new Refused(ErrorCode.FIRING_SUPERSEDED, firing.reason())));
    }
  }

  /** Of a file in the folder of no trigger that takes any. */
  void ofNoTrigger(RequestFile file, String triggerId) {
    files.refuse(
        file,
        ErrorCode.TRIGGER_NOT_FOUND.code(),
        "There is no restore trigger " + triggerId + " that takes requests now.");
  }
}
