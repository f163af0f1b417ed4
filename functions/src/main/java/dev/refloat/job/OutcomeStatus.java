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
  FAILED;

  public Set<OutcomeStatus> next() {
    return switch (this) {
      case WAITING -> Set.of(COPYING, FAILED);
      case COPYING -> Set.of(VERIFIED, FAILED);
      case VERIFIED -> Set.of(RESTORED, FAILED);
      case RESTORED, FAILED -> Set.of();
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
}
