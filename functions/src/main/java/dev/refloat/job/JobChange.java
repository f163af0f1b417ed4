package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.ItemChange;
import java.time.Instant;
import java.util.Optional;

/**
 * A job that has another status than before.
 *
 * @param job as it is behind the change
 * @param from absent where the job is new
 * @param time in whole seconds
 */
public record JobChange(Job job, Optional<JobStatus> from, Instant time) {

  /** Empty where another item changed, something else of the job, or the job was deleted. */
  public static Optional<JobChange> of(ItemChange change) {
    Optional<String> before = change.before().flatMap(JobChange::status);
    return change
        .after()
        .filter(after -> after.text("sk").equals(JobStore.JOB))
        .filter(after -> !before.equals(status(after)))
        .map(after -> new JobChange(Job.of(after), before.map(JobStatus::valueOf), change.time()));
  }

  /**
   * The same of each telling of a change, and of no other change: a run of a job is in each status
   * once.
   */
  public String id() {
    return job.run().name() + "-" + job.status();
  }

  private static Optional<String> status(Item job) {
    return job.findText("status");
  }
}
