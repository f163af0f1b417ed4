package dev.refloat.job;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The states of a job. Each lists the states that may follow it; a move that is not listed is never
 * written.
 */
public enum JobStatus {
  /** Asked for, or asked for again; its execution has not begun. */
  PENDING,
  IN_PROGRESS,
  SUCCESSFUL,
  FAILED,
  /** Somebody has canceled it; what is not visible is being removed. */
  CANCELING,
  CANCELED;

  public Set<JobStatus> next() {
    return switch (this) {
      case PENDING -> Set.of(IN_PROGRESS, FAILED, CANCELING);
      case IN_PROGRESS -> Set.of(SUCCESSFUL, FAILED, CANCELING);
      case CANCELING -> Set.of(CANCELED);
      // By a retry alone.
      case FAILED, CANCELED -> Set.of(PENDING);
      case SUCCESSFUL -> Set.of();
    };
  }

  /** The states from which this one may be reached. */
  public Set<JobStatus> previous() {
    return Arrays.stream(values())
        .filter(status -> status.next().contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the run is over. */
  public boolean isTerminal() {
    return this == SUCCESSFUL || this == FAILED || this == CANCELED;
  }

  public boolean isCancellable() {
    return next().contains(CANCELING);
  }

  public boolean isRetryable() {
    return next().contains(PENDING);
  }
}
