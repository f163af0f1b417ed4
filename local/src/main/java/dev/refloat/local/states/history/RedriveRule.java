package dev.refloat.local.states.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an execution may be redriven, by the conditions of the API reference of RedriveExecution.
 *
 * @param status REDRIVABLE, NOT_REDRIVABLE or REDRIVABLE_BY_MAP_RUN
 * @param reason why not; null when it may
 */
public record RedriveRule(String status, @Nullable String reason) {

  private static final Duration PERIOD = Duration.ofDays(14);

  /** The rule without regard to the time that has passed. */
  public static RedriveRule of(ExecutionLog execution) {
    Instant stopped = execution.stopDate();
    return at(execution, stopped == null ? execution.startDate() : stopped);
  }

  public static RedriveRule at(ExecutionLog execution, Instant now) {
    Status status = execution.status();
    Instant stopped = execution.stopDate();
    if (status == Status.RUNNING || status == Status.SUCCEEDED) {
      return not("Execution is %s and cannot be redriven".formatted(status));
    }
    if (execution.mapRunArn() != null && execution.express()) {
      return new RedriveRule("REDRIVABLE_BY_MAP_RUN", null);
    }
    if (execution.eventCount() >= ExecutionLog.MOST_EVENTS - 1) {
      return not("Execution history event limit exceeded");
    }
    if (stopped != null && stopped.plus(PERIOD).isBefore(now)) {
      return not("Execution redrivable period exceeded");
    }
    return execution.mapRunArn() != null
        ? new RedriveRule("REDRIVABLE_BY_MAP_RUN", null)
        : new RedriveRule("REDRIVABLE", null);
  }

  private static RedriveRule not(String reason) {
    return new RedriveRule("NOT_REDRIVABLE", reason);
  }

  public boolean allows() {
    return status.equals("REDRIVABLE");
  }
}
