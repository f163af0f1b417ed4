package dev.refloat.restore;

import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Outcomes;
import dev.refloat.job.Run;
import dev.refloat.job.Sweeps;
import dev.refloat.platform.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run of a restore, however it went: what is not visible is removed, what is reserved is
 * released, the job tells how it ended. Of a run that is not the job's present one nothing is
 * touched.
 *
 * <p>Order of writes. First every collection that is not visible is marked as given up, after which
 * no late step can commit it. Then its files, row and name are removed, and what visible ones have
 * replaced. Where the run does not succeed, the names that it or an earlier run still holds are
 * released. Last, one transaction ends the cluster and the job together, and orders a sweep; with
 * it go, where the job succeeded, the databases that it was to make and that have no collection,
 * and where it did not, the hashes of passwords that it was to restore. Each part may be done
 * again, so an ending that died anywhere is finished by the next one.
 */
public final class EndRestore {
  private static final Logger log = LoggerFactory.getLogger(EndRestore.class);

  /** A job is canceled once and ended once; more changes than those two do not come between. */
  private static final int TRIES = 5;

  private static final String NOT_DONE = "The restore ended before this collection was done.";
  private static final String CANCELED = "The job was canceled before this collection was done.";

  private final JobStore jobs;
  private final Outcomes outcomes;
  private final Sweeps sweeps;
  private final ClusterEnd clusterEnd;
  private final CollectionNames names;
  private final EmptyDatabases emptyDatabases;
  private final Removal removal;
  private final Replaced replaced;
  private final EndDryRun dryRun;
  private final Speed speed;
  private final Pauses pauses;
  private final InstantSource clock;

  EndRestore(
      JobStore jobs,
      Sweeps sweeps,
      ClusterEnd clusterEnd,
      CollectionNames names,
      EmptyDatabases emptyDatabases,
      Removal removal,
      Replaced replaced,
      EndDryRun dryRun,
      Speed speed,
      Pauses pauses,
      InstantSource clock) {
    this.jobs = jobs;
    this.outcomes = jobs.outcomes();
    this.sweeps = sweeps;
    this.clusterEnd = clusterEnd;
    this.names = names;
    this.emptyDatabases = emptyDatabases;
    this.removal = removal;
    this.replaced = replaced;
    this.dryRun = dryRun;
    this.speed = speed;
    this.pauses = pauses;
    this.clock = clock;
  }

  /** Ends a run whose every collection has been tried. */
  public JobStatus finish(Run run) {
    return end(run, Optional.empty());
  }

  /** Ends a run that cannot go on. Collections that are visible stay. */
  public JobStatus abandon(Run run, String reason) {
    return end(run, Optional.of(reason));
  }

  /**
   * Gives up one collection of a run that goes on. Nothing happens where the collection is visible
   * already, or of another run by now.
   */
  public void abandonCollection(Outcome.Key key, String reason) {
    Job job = job(key.jobId());
    Outcome outcome = outcome(key);
    if (!outcome.attempt().equals(key.attempt())) {
      return;
    }
    giveUp(job, outcome, reason);
    outcome = outcome(key);
    if (outcome.attempt().equals(key.attempt()) && outcome.status().isGivenUp()) {
      removal.remove(job, outcome);
    }
  }

  private JobStatus end(Run run, Optional<String> reason) {
    Job job = job(run.jobId());
    for (int tries = 0; job.run().equals(run) && !job.status().isTerminal(); tries++) {
      if (tries == TRIES) {
        throw new IllegalStateException("Job and cluster change faster than they can be ended");
      }
      Optional<JobStatus> ended = end(job, reason);
      if (ended.isPresent()) {
        clearAway(job, ended.get());
        return ended.get();
      }
      // Canceled, or ended by another call, in the meantime: what the job says is what happens.
      job = job(run.jobId());
    }
    if (job.run().equals(run)) {
      clearAway(job, job.status());
    }
    return job.status();
  }

  /** Empty where the job is in another state by now. */
  private Optional<JobStatus> end(Job job, Optional<String> reason) {
    if (job.isDryRun()) {
      return dryRun.end(job, reason);
    }
    List<Outcome> all = giveUpWhatIsNotDone(job, reason);
    all.stream().filter(o -> o.status().isGivenUp()).forEach(o -> removal.remove(job, o));
    all.forEach(o -> replaced.remove(job.clusterId(), o.key(job.jobId()), o.replaces()));
    JobStatus status = status(job, all);
    if (status != JobStatus.SUCCESSFUL) {
      // Before the end: should this call die behind it, nobody may come any more to do it.
      releaseNames(job);
    }
    return endTogether(job, status, reason(job, status, all, reason), all)
        ? Optional.of(status)
        : Optional.empty();
  }

  /** All outcomes, as they are then. */
  private List<Outcome> giveUpWhatIsNotDone(Job job, Optional<String> reason) {
    List<Outcome> before = outcomes.all(job.jobId());
    if (before.stream().allMatch(outcome -> outcome.status().isTerminal())) {
      return before;
    }
    before.forEach(outcome -> giveUp(job, outcome, reason.orElse(NOT_DONE)));
    if (reason.isPresent() && isAny(before, OutcomeStatus.COPYING)) {
      // Calls that copy look at the outcomes now and then; then they stop.
      pauses.awaitLateCalls();
    }
    return outcomes.all(job.jobId());
  }

  /** What is complete succeeded, but for a job that was canceled: that is what its caller hears. */
  private static JobStatus status(Job job, List<Outcome> all) {
    if (job.status() == JobStatus.CANCELING) {
      return JobStatus.CANCELED;
    }
    return isComplete(job, all) ? JobStatus.SUCCESSFUL : JobStatus.FAILED;
  }

  private static boolean isComplete(Job job, List<Outcome> all) {
    return job.status() == JobStatus.IN_PROGRESS
        && job.currentPlan().filter(plan -> plan.collections() == all.size()).isPresent()
        && all.stream().allMatch(outcome -> outcome.status().isDone())
        && job.hasItsRbac();
  }

  private static String reason(
      Job job, JobStatus status, List<Outcome> all, Optional<String> reason) {
    return switch (status) {
      case SUCCESSFUL -> "";
      case CANCELED -> FailureReport.canceled(job.reason(), all);
      default -> FailureReport.of(all, job.runNumber(), reason);
    };
  }

  /** A cluster that this job made lives on only if something in it is visible. */
  private boolean endTogether(Job job, JobStatus status, String why, List<Outcome> all) {
    Instant now = clock.instant();
    var transaction =
        new Transaction()
            .with(jobs.end(job.run(), job.status(), status, why, now))
            .with(jobs.slots().free(job));
    if (status == JobStatus.SUCCESSFUL) {
      transaction.with(emptyDatabases.create(job, all));
    } else {
      // Also of a job that had none when it was read: a planner that is late may have added it.
      transaction.with(jobs.rbac().forgetPlan(job.jobId()));
    }
    if (all.stream().anyMatch(outcome -> outcome.status() != OutcomeStatus.SKIPPED)) {
      var order = new Sweeps.Order(job.jobId(), now.plus(Sweep.AFTER_THE_END));
      transaction.with(sweeps.put(order));
    }
    boolean lives = status == JobStatus.SUCCESSFUL || isAny(all, OutcomeStatus.RESTORED);
    transaction.with(clusterEnd.of(job, lives));
    boolean ended = transaction.run().isEmpty();
    if (ended) {
      log.atInfo()
          .addKeyValue("jobId", job.jobId())
          .addKeyValue("run", job.runNumber())
          .addKeyValue("status", status)
          .addKeyValue("reason", why)
          .log("Restore ended");
      if (status == JobStatus.SUCCESSFUL) {
        speed.learn(job.jobId(), now);
      }
    }
    return ended;
  }

  private static boolean isAny(List<Outcome> all, OutcomeStatus status) {
    return all.stream().anyMatch(outcome -> outcome.status() == status);
  }

  /**
   * What a planner wrote that was late: it can write nothing more now. Of a job that succeeded
   * every collection had an outcome, so that there was none to add.
   */
  private void clearAway(Job job, JobStatus ended) {
    if (job.isDryRun()) {
      return;
    }
    if (ended != JobStatus.SUCCESSFUL) {
      outcomes.all(job.jobId()).forEach(outcome -> giveUp(job, outcome, NOT_DONE));
    }
    releaseNames(job);
  }

  /** Those of the run, and of earlier ones: what ended them may have died before it did this. */
  private void releaseNames(Job job) {
    names.releaseAll(job.clusterId(), run -> Run.of(run).isUpTo(job.run()));
  }

  /** Nothing happens where it has ended, or where a later run has it: the job is as it was then. */
  private void giveUp(Job job, Outcome outcome, String reason) {
    if (outcome.status().isTerminal() || outcome.run() > job.runNumber()) {
      return;
    }
    boolean canceled = job.status() == JobStatus.CANCELING || job.status() == JobStatus.CANCELED;
    boolean known = !outcome.reason().isEmpty();
    outcomes.giveUp(
        job.jobId(),
        outcome,
        canceled && !known ? OutcomeStatus.CANCELED : OutcomeStatus.FAILED,
        known ? outcome.reason() : canceled ? CANCELED : reason,
        clock.instant());
  }

  private Job job(String jobId) {
    return jobs.find(jobId).orElseThrow(() -> new IllegalStateException("No such job"));
  }

  private Outcome outcome(Outcome.Key key) {
    return outcomes
        .find(key.jobId(), key.collection())
        .orElseThrow(() -> new IllegalStateException("No such collection of the job"));
  }
}
