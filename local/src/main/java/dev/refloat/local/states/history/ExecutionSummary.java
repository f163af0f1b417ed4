package dev.refloat.local.states.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a list of executions tells of each. */
public record ExecutionSummary(
    String arn,
    String name,
    String machineArn,
    Status status,
    Instant startDate,
    @Nullable Instant stopDate,
    int redriveCount,
    @Nullable Instant redriveDate,
    @Nullable String mapRunArn,
    int items) {

  public static ExecutionSummary of(ExecutionLog log) {
    synchronized (log.tree()) {
      return new ExecutionSummary(
          log.arn(),
          log.name(),
          log.machineArn(),
          log.status(),
          log.startDate(),
          log.stopDate(),
          log.redriveCount(),
          log.redriveDate(),
          log.mapRunArn(),
          log.items());
    }
  }
}
