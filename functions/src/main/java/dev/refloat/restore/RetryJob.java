package dev.refloat.restore;

import dev.refloat.backup.BackupStore;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Progress;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs a job again that failed or was canceled. What is visible stays; the rest is planned and
 * copied anew, under ids of its own.
 *
 * <p>Order of writes: one transaction takes the job back to PENDING and, where its cluster was
 * dropped, takes that back and its name; then the execution of the new run is started. Dies the
 * process in between, those who look after stuck jobs start it.
 */
public final class RetryJob {
  private static final Logger log = LoggerFactory.getLogger(RetryJob.class);

  /**
   * The work bucket forgets plans after 30 days, and the planner looks at that of the run before.
   */
  private static final Duration RETRYABLE = Duration.ofDays(28);

  private final JobStore jobs;
  private final BackupStore backups;
  private final ClusterStore clusters;
  private final Executions executions;
  private final Admission admission;
  private final InstantSource clock;

  RetryJob(
      JobStore jobs,
      BackupStore backups,
      ClusterStore clusters,
      Executions executions,
      Admission admission,
      InstantSource clock) {
    this.jobs = jobs;
    this.backups = backups;
    this.clusters = clusters;
    this.executions = executions;
    this.admission = admission;
    this.clock = clock;
  }

  /** What the caller gets. */
  public record Retried(String jobId, JobStatus status) {}

  /**
   * Begins another run.
   *
   * @param order names the caller's order: where this one has begun a run already, it is started
   *     and nothing else is done
   * @param by the principal that asks for it
   * @throws Refused 96130 where the job has not failed, or cannot be retried any more, as where its
   *     cluster was dropped with something visible in it; 96017, 96101, 96102, 96121 where backup
   *     or destination are gone or taken
   */
  public Retried retry(Job asked, String order, String by) {
    if (!jobs.isRetriedBy(asked.jobId(), order)) {
      begin(asked, order, by);
    }
    Job job = jobs.find(asked.jobId()).orElseThrow();
    if (job.status() == JobStatus.PENDING && admission.admit(job)) {
      start(job.run());
    }
    return new Retried(job.jobId(), job.status());
  }

  private void begin(Job job, String order, String by) {
    Instant now = clock.instant();
    requireRetryable(job, now);
    AvailableBackup.require(backups, job.sourceClusterId(), job.backupId());
    List<Outcome> outcomes = jobs.outcomes().all(job.jobId());
    Cluster cluster = clusters.find(job.clusterId()).orElseThrow();
    requireStillThere(job, cluster, outcomes);
    var transaction =
        new Transaction().with(jobs.retry(job, earlier(job, outcomes, now), order, by, now));
    if (cluster.isMadeBy(job.jobId()) && cluster.status() == ClusterStatus.DELETED) {
      transaction
          .with(clusters.move(cluster.clusterId(), ClusterStatus.CREATING))
          .with(clusters.reserveName(cluster));
    } else {
      ExistingCluster.requireRunning(cluster);
      transaction.with(clusters.requireRunning(cluster.clusterId()));
    }
    if (transaction.run().isPresent() && !jobs.isRetriedBy(job.jobId(), order)) {
      throw notBegun(job, cluster);
    }
    log.atInfo().addKeyValue("jobId", job.jobId()).log("Job is run again");
  }

  private static void requireRetryable(Job job, Instant now) {
    if (job.isDryRun()) {
      throw notRetryable(job, "it is a dry run; ask for another one");
    }
    if (!job.status().isRetryable()) {
      throw notRetryable(
          job, "it is " + job.status() + "; only one that is FAILED or CANCELED can be");
    }
    if (job.startTime().plus(RETRYABLE).isBefore(now)) {
      throw notRetryable(job, "it was asked for more than " + RETRYABLE.toDays() + " days ago");
    }
    if (job.runNumber() == Run.MOST) {
      throw notRetryable(job, "it has been run " + Run.MOST + " times");
    }
  }

  /**
   * A run leaves out what earlier ones have done, and would succeed without it. A cluster that its
   * own job has dropped had nothing of the kind.
   */
  private static void requireStillThere(Job job, Cluster cluster, List<Outcome> outcomes) {
    if (cluster.isMadeBy(job.jobId())
        && cluster.status().isDropped()
        && outcomes.stream().anyMatch(outcome -> outcome.status().isDone())) {
      throw notRetryable(
          job,
          "its cluster "
              + cluster.clusterId()
              + " was dropped, and with it what the job had restored; start a new restore");
    }
  }

  private static Refused notRetryable(Job job, String why) {
    return new Refused(
        ErrorCode.JOB_NOT_RETRYABLE, "Job %s cannot be run again: %s.".formatted(job.jobId(), why));
  }

  /** Which of the conditions did not hold follows from what is there now. */
  private Refused notBegun(Job job, Cluster cluster) {
    Job now = jobs.find(job.jobId()).orElseThrow();
    if (now.runNumber() != job.runNumber()) {
      return notRetryable(job, "another call has just done that");
    }
    if (cluster.status() != ClusterStatus.RUNNING) {
      return new Refused(
          ErrorCode.CLUSTER_NAME_TAKEN,
          "The cluster of the job was dropped, and the project has another one named "
              + cluster.clusterName()
              + " by now. Start a new restore under another clusterName.");
    }
    return new Refused(
        ErrorCode.CLUSTER_NOT_RUNNING,
        "Cluster " + cluster.clusterId() + " is no longer RUNNING; the job has nowhere to go.");
  }

  private Job.Earlier earlier(Job job, List<Outcome> outcomes, Instant now) {
    long visible =
        outcomes.stream()
            .filter(outcome -> outcome.status() == OutcomeStatus.RESTORED)
            .mapToLong(Outcome::bytesTotal)
            .sum();
    return Progress.of(job, jobs.counters().copied(job, outcomes).values(), now).earlier(visible);
  }

  private void start(Run run) {
    try {
      executions.start(run);
    } catch (SdkException e) {
      log.atWarn()
          .addKeyValue("run", run.name())
          .setCause(e)
          .log("Execution could not be started; the job is looked after within a minute");
    }
  }
}
