package dev.refloat.automation;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The states of a firing. Each lists those that may follow it; no other move is ever written. */
public enum FiringStatus {
  /** The restore of the firing before has not ended. */
  WAITING,
  /** Its restore is begun, or about to be. */
  RUNNING,
  SUCCESSFUL,
  FAILED,
  CANCELED,
  /** No restore began: its reason says why. */
  REFUSED,
  /** A newer firing took its place before it began. */
  SUPERSEDED;

  public Set<FiringStatus> next() {
    return switch (this) {
      case WAITING -> Set.of(RUNNING, REFUSED, SUPERSEDED);
      case RUNNING -> Set.of(SUCCESSFUL, FAILED, CANCELED, REFUSED);
      case SUCCESSFUL, FAILED, CANCELED, REFUSED, SUPERSEDED -> Set.of();
    };
  }

  /** The states from which this one may be reached. */
  public Set<FiringStatus> previous() {
    return Arrays.stream(values())
        .filter(status -> status.next().contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }
}
