package dev.refloat.local.states.history;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The status of an execution. Every legal move stands in {@link #MOVES}. */
public enum Status {
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  ABORTED;

  private static final Map<Status, Set<Status>> MOVES =
      Map.of(
          RUNNING, EnumSet.of(SUCCEEDED, FAILED, TIMED_OUT, ABORTED),
          SUCCEEDED, EnumSet.noneOf(Status.class),
          // A redrive takes an unsuccessful execution up again.
          FAILED, EnumSet.of(RUNNING),
          TIMED_OUT, EnumSet.of(RUNNING),
          ABORTED, EnumSet.of(RUNNING));

  Status to(Status next) {
    if (!MOVES.getOrDefault(this, Set.of()).contains(next)) {
      throw new IllegalStateException("An execution cannot go from " + this + " to " + next);
    }
    return next;
  }
}
