package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.platform.Transaction;
import java.time.InstantSource;
import java.util.Optional;

/** Ends a dry run, of which there is nothing but its result. */
final class EndDryRun {
  private static final String NOT_DONE = "The dry run ended before it had planned.";

  private final JobStore jobs;
  private final InstantSource clock;

  EndDryRun(JobStore jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Ends it: what has a result succeeded, but for one that was canceled.
   *
   * @param reason why it cannot go on; empty where it has come to its end
   * @return empty where the job is in another state by now
   */
  Optional<JobStatus> end(Job job, Optional<String> reason) {
    JobStatus status = status(job);
    String why =
        switch (status) {
          case SUCCESSFUL -> "";
          case CANCELED -> job.reason();
          default -> reason.orElse(NOT_DONE);
        };
    return new Transaction()
            .with(jobs.end(job.run(), job.status(), status, why, clock.instant()))
            .run()
            .isEmpty()
        ? Optional.of(status)
        : Optional.empty();
  }

  private static JobStatus status(Job job) {
    if (job.status() == JobStatus.CANCELING) {
      return JobStatus.CANCELED;
    }
    return job.status() == JobStatus.IN_PROGRESS && job.currentPlan().isPresent()
        ? JobStatus.SUCCESSFUL
        : JobStatus.FAILED;
  }
}
