package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.List;

/**
 * The trail of each job: {@code JOB#{jobId}} / {@code EVENT#{time}#{type}}. An event is written by
 * the transaction that makes what it tells of, so it is there once if that happened, and not if it
 * did not.
 */
public final class JobEvents {
  private static final String EVENT = "EVENT#";

  private final Table table;

  public JobEvents(Table table) {
    this.table = table;
  }

  /** All of a job, in the order of time. */
  public List<JobEvent> all(String jobId) {
    return table.query(JobStore.partition(jobId), EVENT).stream().map(JobEvent::of).toList();
  }

  Write put(String jobId, JobEvent event) {
    return Write.put(
        table,
        Item.key(JobStore.partition(jobId), EVENT + event.sortKey())
            .with("time", event.time())
            .with("type", event.type().name())
            .with("message", event.message())
            .with("by", event.by().orElse(null))
            .with("collection", event.collection().orElse(null))
            .with("expiresAt", JobStore.expiry(event.time())));
  }
}
