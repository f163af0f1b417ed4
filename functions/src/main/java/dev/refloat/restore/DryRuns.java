package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Dry runs: a job of type PLAN that goes the way of a restore as far as the plan. Who asks for one
 * waits for it as long as a call may take; what takes longer is found on the job.
 *
 * <p>Order of writes: one transaction creates the job with its request, then the execution is
 * started under the job's id.
 */
public final class DryRuns {
  /** A call has 29 seconds, of which a cold start and the reservation have had some. */
  static final Duration WAIT = Duration.ofSeconds(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

  private final DryRunPlans plans;
  private final JobStore jobs;
  private final JobRequests requests;
  private final Launch launch;
  private final InstantSource clock;
  private final Duration wait;

  DryRuns(
      DryRunPlans plans,
      JobStore jobs,
      JobRequests requests,
      Launch launch,
      InstantSource clock,
      Duration wait) {
    this.plans = plans;
    this.jobs = jobs;
    this.requests = requests;
    this.launch = launch;
    this.clock = clock;
    this.wait = wait;
  }

  /**
   * A dry run, as far as it is.
   *
   * @param found empty until the job is SUCCESSFUL
   */
  public record Result(Job job, Optional<DryRun> found) {}

  /**
   * Plans a restore. An order that was carried out before, wholly or in part, is carried on with.
   *
   * @param asked of type PLAN
   * @throws Refused 96112 where it is asked for with a plan; 96199 where the dry run failed
   */
  Result run(Job.Request asked, DryRunRequest wanted, Operation operation) {
    refusePlanId(asked.planId());
    Optional<Job> before = operation.isNew() ? Optional.empty() : jobs.find(operation.jobId());
    Job job = before.orElseGet(() -> create(asked, wanted, operation));
    Launch.requireNotReleased(job);
    jobs.lists().add(job);
    launch.start(job, () -> release(job.run()));
    return await(job.jobId());
  }

  private static void refusePlanId(Optional<String> planId) {
    if (planId.isPresent()) {
      throw new Refused(
          ErrorCode.FIELD_MALFORMED,
          "planId is what a dry run answers; leave it out of the request of one.");
    }
  }

  private Job create(Job.Request asked, DryRunRequest wanted, Operation operation) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Job job = Job.pending(operation.jobId(), asked, now);
    boolean created =
        new Transaction()
            .with(jobs.create(job))
            .with(requests.create(job.jobId(), Json.bytes(wanted), now))
            .run()
            .isEmpty();
    // The same order, at the same time, may have been faster.
    return created ? job : jobs.find(job.jobId()).orElseThrow();
  }

  private boolean release(Run run) {
    boolean released =
        new Transaction()
            .with(
                jobs.end(
                    run, JobStatus.PENDING, JobStatus.FAILED, Launch.NOT_STARTED, clock.instant()))
            .run()
            .isEmpty();
    return released || jobs.find(run.jobId()).filter(Launch::wasReleased).isPresent();
  }

  private Result await(String jobId) {
    Instant end = clock.instant().plus(wait);
    Job job = jobs.find(jobId).orElseThrow();
    while (!job.status().isTerminal() && clock.instant().isBefore(end)) {
      sleep();
      job = jobs.find(jobId).orElseThrow();
    }
    if (job.status() == JobStatus.FAILED) {
      throw new Refused(ErrorCode.INTERNAL, "The dry run failed: " + job.reason());
    }
    return new Result(job, plans.found(job));
  }

  private static void sleep() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a dry run", e);
    }
  }
}
