package dev.refloat.cluster;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The states of a cluster. Each lists the states that may follow it; a move that is not listed is
 * never written.
 */
public enum ClusterStatus {
  /** Its name is reserved; nothing else is there. */
  CREATING,
  RESTORE_BACKUP,
  RUNNING,
  ABNORMAL,
  /** Somebody dropped it: its files are being removed; its name is still taken. */
  DELETING,
  /** Nothing is left but this row, and the backups that were made of it. */
  DELETED;

  /** Whether it goes away, or has gone. */
  public boolean isDropped() {
    return this == DELETING || this == DELETED;
  }

  public Set<ClusterStatus> next() {
    return switch (this) {
      case CREATING -> Set.of(RESTORE_BACKUP, ABNORMAL, DELETED);
      case RESTORE_BACKUP -> Set.of(RUNNING, ABNORMAL, DELETED);
      case RUNNING -> Set.of(ABNORMAL, DELETING);
      case ABNORMAL -> Set.of(RUNNING, DELETING, DELETED);
      case DELETING -> Set.of(DELETED);
      // By a retry of the restore that was to make it.
      case DELETED -> Set.of(CREATING);
    };
  }

  /** The states from which this one may be reached. */
  public Set<ClusterStatus> previous() {
    return Arrays.stream(values())
        .filter(status -> status.next().contains(this))
        .collect(Collectors.toUnmodifiableSet());
  }
}
