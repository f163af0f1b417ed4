package dev.refloat.restore;

import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives each collection of a plan its outcome and its name in the cluster, together: what has an
 * outcome has its name, and a job that has ended gets neither.
 */
final class Reservation {
  /** Two writes each, and one for the job; a transaction takes 100. */
  private static final int AT_ONCE = 40;

  /** One write each, and one for the job. */
  private static final int SKIPPED_AT_ONCE = 99;

  /** A name that another job left behind is released between two attempts. */
  private static final int ATTEMPTS = 5;

  private final JobStore jobs;
  private final CollectionNames names;
  private final Destinations destinations;
  private final InstantSource clock;

  Reservation(
      JobStore jobs, CollectionNames names, Destinations destinations, InstantSource clock) {
    this.jobs = jobs;
    this.names = names;
    this.destinations = destinations;
    this.clock = clock;
  }

  /**
   * Reserves what has no outcome yet; doing it again changes nothing. Under the policy SKIP a name
   * that was taken since the plan was made is skipped.
   *
   * @throws Refused 96105 where another restore was faster; 96040 where the job has ended
   */
  void reserve(
      String jobId, List<PlannedCollection> plans, List<Outcome> skipped, ConflictPolicy policy) {
    addSkipped(jobId, skipped);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<PlannedCollection> left = withoutOutcome(jobId, plans);
      boolean all = true;
      for (int from = 0; from < left.size(); from += AT_ONCE) {
        all &= reserveTogether(left.subList(from, Math.min(from + AT_ONCE, left.size())), policy);
      }
      if (all) {
        return;
      }
      addSkipped(jobId, takenSince(jobId, withoutOutcome(jobId, plans), policy));
    }
    throw new IllegalStateException("Names change hands faster than they can be reserved");
  }

  private List<PlannedCollection> withoutOutcome(String jobId, List<PlannedCollection> plans) {
    Set<String> known = known(jobId);
    return plans.stream().filter(plan -> !known.contains(plan.collection())).toList();
  }

  private Set<String> known(String jobId) {
    return jobs.outcomes(jobId).stream().map(Outcome::collection).collect(Collectors.toSet());
  }

  private boolean reserveTogether(List<PlannedCollection> plans, ConflictPolicy policy) {
    String jobId = plans.getFirst().jobId();
    var transaction = new Transaction().with(jobs.requireRunning(jobId));
    for (PlannedCollection plan : plans) {
      transaction
          .with(jobs.addOutcome(jobId, plan.outcome(), clock.instant()))
          .with(
              names.reservation(
                  plan.clusterId(),
                  plan.dbName(),
                  plan.name(),
                  jobId,
                  policy == ConflictPolicy.OVERWRITE));
    }
    OptionalInt failed = transaction.run();
    if (failed.isPresent() && failed.getAsInt() == 0) {
      throw ended();
    }
    return failed.isEmpty();
  }

  /** Empty where the names are free now, or another attempt of this job has reserved them. */
  private List<Outcome> takenSince(
      String jobId, List<PlannedCollection> plans, ConflictPolicy policy) {
    if (plans.isEmpty()) {
      return List.of();
    }
    List<Target> targets = plans.stream().map(PlannedCollection::target).toList();
    var taken = destinations.skipped(plans.getFirst().clusterId(), jobId, targets, policy);
    var skipped = new ArrayList<Outcome>();
    for (PlannedCollection plan : plans) {
      String reason = taken.get(plan.target());
      if (reason != null) {
        skipped.add(skipped(plan.collection(), plan.target(), reason));
      }
    }
    return skipped;
  }

  /**
   * Another attempt of this job may add the same ones: then those that are left are tried again.
   */
  private void addSkipped(String jobId, List<Outcome> skipped) {
    List<Outcome> left = skipped;
    while (!left.isEmpty()) {
      Set<String> known = known(jobId);
      left = left.stream().filter(outcome -> !known.contains(outcome.collection())).toList();
      for (int from = 0; from < left.size(); from += SKIPPED_AT_ONCE) {
        addTogether(jobId, left.subList(from, Math.min(from + SKIPPED_AT_ONCE, left.size())));
      }
    }
  }

  private void addTogether(String jobId, List<Outcome> outcomes) {
    var transaction = new Transaction().with(jobs.requireRunning(jobId));
    outcomes.forEach(o -> transaction.with(jobs.addOutcome(jobId, o, clock.instant())));
    OptionalInt failed = transaction.run();
    if (failed.isPresent() && failed.getAsInt() == 0) {
      throw ended();
    }
  }

  static Outcome skipped(String collection, Target target, String reason) {
    return Outcome.skipped(
        collection,
        target.sourceDbName(),
        target.sourceName(),
        target.dbName(),
        target.name(),
        reason);
  }

  private static Refused ended() {
    return new Refused(
        ErrorCode.CLUSTER_RESTORE_FAILED, "The job had ended before it was planned.");
  }
}
