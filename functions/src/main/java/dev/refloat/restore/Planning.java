package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.JobStore;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

/** Plans a run of a job: to be carried out, or, of a dry run, to be looked at. */
public final class Planning {
  private final JobStore jobs;
  private final Planner planner;
  private final DryRunPlanner dryRunPlanner;

  Planning(JobStore jobs, Planner planner, DryRunPlanner dryRunPlanner) {
    this.jobs = jobs;
    this.planner = planner;
    this.dryRunPlanner = dryRunPlanner;
  }

  /**
   * Doing it again answers the plan that is there.
   *
   * @throws Refused where the backup is damaged, gone or cannot be restored, or a destination is
   *     taken, saying what is wrong with which key or name; of a dry run only where it is over
   */
  public Planner.Planned plan(Run run, String executionArn) {
    Job job =
        jobs.find(run.jobId())
            .filter(found -> found.run().equals(run))
            .orElseThrow(Planning::ended);
    return job.isDryRun() ? dryRunPlanner.plan(job, executionArn) : planner.plan(job, executionArn);
  }

  static Refused ended() {
    return new Refused(
        ErrorCode.CLUSTER_RESTORE_FAILED, "The job had ended before it was planned.");
  }
}
