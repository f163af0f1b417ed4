package dev.refloat.restore;

import dev.refloat.job.Attempt;
import dev.refloat.job.DryRunResults;
import dev.refloat.job.Job;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Randomness;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Plans a restore that is not to be run: what {@link Rehearsal} finds stands on the job.
 *
 * <p>Order of writes: the run begins, then one transaction puts plan and result on the job, which
 * only the first attempt can.
 */
final class DryRunPlanner {
  private final JobStore jobs;
  private final JobRequests requests;
  private final DryRunResults results;
  private final Rehearsal rehearsal;
  private final InstantSource clock;

  DryRunPlanner(
      JobStore jobs,
      JobRequests requests,
      DryRunResults results,
      Rehearsal rehearsal,
      InstantSource clock) {
    this.jobs = jobs;
    this.requests = requests;
    this.results = results;
    this.rehearsal = rehearsal;
    this.clock = clock;
  }

  /**
   * Doing it again changes nothing. There is nothing to be carried out behind it.
   *
   * @throws Refused where the run is over
   */
  Planner.Planned plan(Job job, String executionArn) {
    if (!jobs.begin(job.run(), executionArn, clock.instant())) {
      throw Planning.ended();
    }
    if (job.currentPlan().isEmpty()) {
      DryRunRequest request = Json.read(requests.read(job.jobId()), DryRunRequest.class);
      keep(job, rehearsal.of(job, request));
    }
    return Planner.Planned.NOTHING;
  }

  private void keep(Job job, DryRun found) {
    Instant now = clock.instant();
    int attempt = Attempt.draw(job.run(), Randomness.SECURE);
    var plan =
        new PlanReference(
            "plans/" + job.jobId() + "/" + attempt + "/",
            "",
            found.collections().size(),
            Math.toIntExact(found.collections().stream().filter(c -> !c.isCopied()).count()),
            false,
            found.total(DryRun.Collection::objects),
            found.total(DryRun.Collection::bytes),
            found.warnings());
    List<Write> result =
        results
            .put(job.jobId(), Json.bytes(found), now)
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.BACKUP_UNSUPPORTED,
                        "The plan of %d collections is more than can be kept. Plan some of the databases at a time."
                            .formatted(found.collections().size())));
    JobEvent event = JobEvent.of(now, JobEvent.Type.PLANNED, message(found, plan));
    if (!jobs.setPlan(job.run(), plan, List.of(event), result)
        && jobs.find(job.jobId()).flatMap(Job::currentPlan).isEmpty()) {
      throw Planning.ended();
    }
  }

  private static String message(DryRun found, PlanReference plan) {
    return "%d of %d collections would be copied: %d objects, %d bytes. Problems: %d."
        .formatted(
            plan.collections() - plan.skipped(),
            plan.collections(),
            plan.objects(),
            plan.bytes(),
            found.problems().size());
  }
}
