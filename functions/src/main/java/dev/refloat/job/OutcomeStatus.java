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
  FAILED,
  /** Given up because the job was canceled. */
  CANCELED;

  public Set<OutcomeStatus> next() {
    return switch (this) {
      case WAITING -> Set.of(COPYING, SKIPPED, FAILED, CANCELED);
      case COPYING -> Set.of(VERIFIED, FAILED, CANCELED);
      case VERIFIED -> Set.of(RESTORED, FAILED, CANCELED);
      // By the plan of a retry alone, with ids of its own.
      case FAILED, CANCELED -> Set.of(WAITING, SKIPPED);
      case RESTORED, SKIPPED -> Set.of();
    };
  }

  /** The states from which this one may be reached. */
  public Set<OutcomeStatus> previous() {
    return Arrays.stream(values())
        .filter(status -> status.next().contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the run is over for the collection. */
  public boolean isTerminal() {
    return isDone() || isGivenUp();
  }

  /** Whether the collection is as it was asked for. */
  public boolean isDone() {
    return this == RESTORED || this == SKIPPED;
  }

  /** Whether what was written for it is removed. */
  public boolean isGivenUp() {
    return this == FAILED || this == CANCELED;
  }
}
