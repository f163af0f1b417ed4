package dev.refloat.restore;

import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.DataLayout;
import dev.refloat.copy.CollectionCleanup;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Sweeps;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a restore, however it went: what is not visible is removed, what is reserved is released,
 * the job tells how it ended.
 *
 * <p>Order of writes. First every collection that is not visible is marked FAILED, after which no
 * late step can commit it. Then its files, row and name are removed, and what visible ones have
 * replaced. Last, one transaction ends the cluster and the job together, and orders a sweep. Each
 * part may be done again, so an ending that died anywhere is finished by the next one.
 */
public final class EndRestore {
  private static final Logger log = LoggerFactory.getLogger(EndRestore.class);
  private static final String NOT_DONE = "The restore ended before this collection was done.";

  private final JobStore jobs;
  private final Sweeps sweeps;
  private final ClusterStore clusters;
  private final CollectionNames names;
  private final Catalogue catalogue;
  private final CollectionCleanup cleanup;
  private final Replaced replaced;
  private final InstantSource clock;

  EndRestore(
      JobStore jobs,
      Sweeps sweeps,
      ClusterStore clusters,
      CollectionNames names,
      Catalogue catalogue,
      CollectionCleanup cleanup,
      Replaced replaced,
      InstantSource clock) {
    this.jobs = jobs;
    this.sweeps = sweeps;
    this.clusters = clusters;
    this.names = names;
    this.catalogue = catalogue;
    this.cleanup = cleanup;
    this.replaced = replaced;
    this.clock = clock;
  }

  /** Ends a job whose every collection has been tried. */
  public JobStatus finish(String jobId) {
    return end(jobId, Optional.empty());
  }

  /** Ends a job that cannot go on. Collections that are visible stay. */
  public JobStatus abandon(String jobId, String reason) {
    return end(jobId, Optional.of(reason));
  }

  /**
   * Gives up one collection of a job that goes on. Nothing happens where the collection is visible
   * already.
   */
  public void abandonCollection(String jobId, String collection, String reason) {
    Job job = job(jobId);
    fail(jobId, outcome(jobId, collection), reason);
    Outcome outcome = outcome(jobId, collection);
    if (outcome.status() == OutcomeStatus.FAILED) {
      remove(job, outcome);
    }
  }

  /**
   * Removes what calls have written that still ran at the end: files of what is not visible, be it
   * that it failed or that another restore has replaced it by now, and multipart uploads. To be
   * done when no call of the job runs any more.
   *
   * @throws Refused where S3 will not delete some of it
   */
  void sweep(String jobId) {
    // A job is gone after 90 days, and with it what would say where to look.
    jobs.find(jobId).ifPresent(job -> jobs.outcomes(jobId).forEach(outcome -> sweep(job, outcome)));
  }

  private void sweep(Job job, Outcome outcome) {
    String id = outcome.collectionId();
    if (outcome.status() == OutcomeStatus.SKIPPED) {
      return;
    }
    if (outcome.status() == OutcomeStatus.FAILED || !isVisible(job, outcome)) {
      remove(job, outcome);
    } else {
      cleanup.abortLeft(
          job.jobId(), outcome.collection(), DataLayout.collectionPrefixes(job.clusterId(), id));
    }
  }

  private boolean isVisible(Job job, Outcome outcome) {
    return names
        .find(job.clusterId(), outcome.dbName(), outcome.name())
        .flatMap(CollectionNames.Name::current)
        .filter(outcome.collectionId()::equals)
        .isPresent();
  }

  private void removeFailed(Job job, List<Outcome> outcomes) {
    outcomes.stream()
        .filter(outcome -> outcome.status() == OutcomeStatus.FAILED)
        .forEach(outcome -> remove(job, outcome));
  }

  private JobStatus end(String jobId, Optional<String> reason) {
    Job job = job(jobId);
    JobStatus status = job.status().isTerminal() ? job.status() : end(job, reason);
    clearAway(job);
    return status;
  }

  private JobStatus end(Job job, Optional<String> reason) {
    String jobId = job.jobId();
    for (Outcome outcome : jobs.outcomes(jobId)) {
      fail(jobId, outcome, reason.orElse(NOT_DONE));
    }
    List<Outcome> outcomes = jobs.outcomes(jobId);
    removeFailed(job, outcomes);
    outcomes.forEach(outcome -> replaced.remove(job, outcome));
    JobStatus status = isComplete(job, outcomes) ? JobStatus.SUCCESSFUL : JobStatus.FAILED;
    String why = status == JobStatus.SUCCESSFUL ? "" : FailureReport.of(outcomes, reason);
    return endTogether(job, status, why, outcomes);
  }

  private static boolean isComplete(Job job, List<Outcome> outcomes) {
    return job.plan().isPresent()
        && outcomes.size() == job.plan().get().collections()
        && outcomes.stream().allMatch(outcome -> outcome.status().isDone());
  }

  /** A cluster that this job made lives on only if something in it is visible. */
  private JobStatus endTogether(Job job, JobStatus status, String why, List<Outcome> outcomes) {
    Instant now = clock.instant();
    var transaction = new Transaction().with(jobs.end(job.jobId(), status, why, now));
    if (outcomes.stream().anyMatch(outcome -> outcome.status() != OutcomeStatus.SKIPPED)) {
      var order = new Sweeps.Order(job.jobId(), now.plus(Sweep.AFTER_THE_END));
      transaction.with(sweeps.put(order));
    }
    Cluster cluster = clusters.find(job.clusterId()).orElseThrow();
    if (cluster.isMadeBy(job.jobId())) {
      if (status == JobStatus.SUCCESSFUL || isAny(outcomes, OutcomeStatus.RESTORED)) {
        transaction.with(clusters.move(cluster.clusterId(), ClusterStatus.RUNNING));
      } else {
        clusters.moveOrStay(cluster.clusterId(), ClusterStatus.DELETING);
        cleanup.removePrefix(DataLayout.clusterPrefix(cluster.clusterId()));
        transaction
            .with(clusters.move(cluster.clusterId(), ClusterStatus.DELETED))
            .with(clusters.releaseName(cluster));
      }
    }
    if (transaction.run().isPresent()) {
      // Somebody else ended it at the same time; what the job says is what happened.
      return job(job.jobId()).status();
    }
    log.atInfo()
        .addKeyValue("jobId", job.jobId())
        .addKeyValue("status", status)
        .addKeyValue("reason", why)
        .log("Restore ended");
    return status;
  }

  private static boolean isAny(List<Outcome> outcomes, OutcomeStatus status) {
    return outcomes.stream().anyMatch(outcome -> outcome.status() == status);
  }

  /**
   * What a planner wrote that was late: it can write nothing more now. Names that were reserved
   * before there was a plan are released here too.
   */
  private void clearAway(Job job) {
    for (Outcome outcome : jobs.outcomes(job.jobId())) {
      fail(job.jobId(), outcome, NOT_DONE);
    }
    names.releaseAll(job.clusterId(), job.jobId());
  }

  private void fail(String jobId, Outcome outcome, String reason) {
    if (!outcome.status().isTerminal()) {
      String why = outcome.reason().isEmpty() ? reason : outcome.reason();
      jobs.fail(jobId, outcome.collection(), why);
    }
  }

  /** The name is released last: until then nobody else writes to it. */
  private void remove(Job job, Outcome outcome) {
    String cluster = job.clusterId();
    String id = outcome.collectionId();
    cleanup.remove(job.jobId(), outcome.collection(), DataLayout.collectionPrefixes(cluster, id));
    catalogue.drop(cluster, id);
    names.release(cluster, outcome.dbName(), outcome.name(), job.jobId());
  }

  private Job job(String jobId) {
    return jobs.find(jobId).orElseThrow(() -> new IllegalStateException("No such job"));
  }

  private Outcome outcome(String jobId, String collection) {
    return jobs.outcome(jobId, collection)
        .orElseThrow(() -> new IllegalStateException("No such collection of the job"));
  }
}
