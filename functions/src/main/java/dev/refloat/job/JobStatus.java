package dev.refloat.job;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The states of a job. Each lists the states that may follow it; a move that is not listed is never
 * written.
 */
public enum JobStatus {
  PENDING,
  IN_PROGRESS,
  SUCCESSFUL,
  FAILED,
  CANCELING,
  CANCELED;

  public Set<JobStatus> next() {
    return switch (this) {
      case PENDING -> Set.of(IN_PROGRESS, FAILED, CANCELING);
      case IN_PROGRESS -> Set.of(SUCCESSFUL, FAILED, CANCELING);
      case CANCELING -> Set.of(CANCELED, FAILED);
      case SUCCESSFUL, FAILED, CANCELED -> Set.of();
    };
  }

  /** The states from which this one may be reached. */
  public Set<JobStatus> previous() {
    return Arrays.stream(values())
        .filter(status -> status.next().contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }

  public boolean isTerminal() {
    return next().isEmpty();
  }
}
