package dev.refloat.job;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a collection of a job is. Each state lists those that may follow it; a move that is not
 * listed is never written, so a step that runs late cannot bring a failed collection back.
 */
public enum OutcomeStatus {
  WAITING,
  COPYING,
  /** Every object is at its place, compared with the plan; still invisible. */
  VERIFIED,
  /** Visible. */
  RESTORED,
  /** The cluster had a collection of the name, which was left as it is. */
  SKIPPED,
  FAILED;

  public Set<OutcomeStatus> next() {
    return switch (this) {
      case WAITING -> Set.of(COPYING, SKIPPED, FAILED);
      case COPYING -> Set.of(VERIFIED, FAILED);
      case VERIFIED -> Set.of(RESTORED, FAILED);
      case RESTORED, SKIPPED, FAILED -> Set.of();
    };
  }

  /** The states from which this one may be reached. */
  public Set<OutcomeStatus> previous() {
    return Arrays.stream(values())
        .filter(status -> status.next().contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean isTerminal() {
    return next().isEmpty();
  }

  /** Whether the collection is as it was asked for. */
  public boolean isDone() {
    return this == RESTORED || this == SKIPPED;
  }
}
