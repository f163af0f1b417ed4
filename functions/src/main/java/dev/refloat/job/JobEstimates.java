package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.Optional;

/**
 * What the present run of a job was expected to take, and what it took, as text that only who wrote
 * it understands: {@code JOB#{jobId}} / {@code ESTIMATE}.
 */
public final class JobEstimates {
  private static final String SK = "ESTIMATE";
  private static final String ESTIMATE = "estimate";

  private final Table table;

  JobEstimates(Table table) {
    this.table = table;
  }

  /** To be made with the plan; replaces that of an earlier run, and what that one took. */
  public Write put(String jobId, String estimate, Instant now) {
    return Write.put(
        table,
        Item.key(JobStore.partition(jobId), SK)
            .with(ESTIMATE, estimate)
            .with("expiresAt", JobStore.expiry(now)));
  }

  /** Empty where the job has not planned yet. */
  public Optional<String> find(String jobId) {
    return table.find(JobStore.partition(jobId), SK).map(item -> item.text(ESTIMATE));
  }
}
