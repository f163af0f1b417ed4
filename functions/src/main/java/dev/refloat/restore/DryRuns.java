package dev.refloat.restore;

import dev.refloat.backup.BackupRecord;
import dev.refloat.cluster.Cluster;
import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.JobType;
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

  private final RestoreCluster restoreCluster;
  private final RestoreCollections restoreCollections;
  private final DryRunPlans plans;
  private final JobStore jobs;
  private final JobRequests requests;
  private final Launch launch;
  private final InstantSource clock;
  private final Duration wait;

  DryRuns(
      RestoreCluster restoreCluster,
      RestoreCollections restoreCollections,
      DryRunPlans plans,
      JobStore jobs,
      JobRequests requests,
      Launch launch,
      InstantSource clock,
      Duration wait) {
    this.restoreCluster = restoreCluster;
    this.restoreCollections = restoreCollections;
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
   * Plans the restore of a cluster.
   *
   * @throws Refused where the request alone would have the restore refused; 96199 where the dry run
   *     failed
   */
  public Result ofCluster(
      RestoreClusterRequest request, BackupRecord backup, String createdBy, Operation operation) {
    refusePlanId(request.planId());
    DryRunRequest wanted = restoreCluster.wanted(request, backup);
    var asked =
        new Job.Request(
            JobType.PLAN,
            request.projectId(),
            request.sourceClusterId(),
            request.clusterName(),
            request.sourceClusterId(),
            request.backupId(),
            createdBy,
            Optional.empty());
    return run(asked, wanted, operation);
  }

  /**
   * Plans a restore of collections.
   *
   * @throws Refused where the request alone would have the restore refused; 96199 where the dry run
   *     failed
   */
  public Result ofCollections(
      RestoreCollectionRequest request,
      BackupRecord backup,
      Cluster destination,
      String createdBy,
      Operation operation) {
    refusePlanId(request.planId());
    DryRunRequest wanted = restoreCollections.wanted(request, backup, destination);
    var asked =
        new Job.Request(
            JobType.PLAN,
            destination.projectId(),
            destination.clusterId(),
            destination.clusterName(),
            request.sourceClusterId(),
            request.backupId(),
            createdBy,
            Optional.empty());
    return run(asked, wanted, operation);
  }

  private static void refusePlanId(Optional<String> planId) {
    if (planId.isPresent()) {
      throw new Refused(
          ErrorCode.FIELD_MALFORMED,
          "planId is what a dry run answers; leave it out of the request of one.");
    }
  }

  private Result run(Job.Request asked, DryRunRequest wanted, Operation operation) {
    Optional<Job> before = operation.isNew() ? Optional.empty() : jobs.find(operation.jobId());
    Job job = before.orElseGet(() -> create(asked, wanted, operation));
    Launch.requireNotReleased(job);
    jobs.lists().add(job);
    launch.start(job, () -> release(job.run()));
    return await(job.jobId());
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
