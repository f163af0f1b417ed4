package dev.refloat.restore;

import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.Outcomes;
import dev.refloat.job.Run;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives each collection of a plan its outcome and its name in the cluster, together: what has an
 * outcome has its name, and a job that has ended gets neither.
 */
final class Reservation {
  /** Two writes each, and one for the job, or six with its plan; a transaction takes 100. */
  private static final int AT_ONCE = 40;

  /** Two writes each, and one for the job. */
  private static final int SKIPPED_AT_ONCE = 49;

  /** A name that another job left behind is released between two attempts. */
  private static final int ATTEMPTS = 5;

  private final JobStore jobs;
  private final Outcomes outcomes;
  private final CollectionNames names;
  private final Destinations destinations;
  private final InstantSource clock;

  Reservation(
      JobStore jobs, CollectionNames names, Destinations destinations, InstantSource clock) {
    this.jobs = jobs;
    this.outcomes = jobs.outcomes();
    this.names = names;
    this.destinations = destinations;
    this.clock = clock;
  }

  /** How many of so many collections {@link #first} reserves. */
  static int firstOf(int plans) {
    return Math.min(AT_ONCE, plans);
  }

  /**
   * The writes that reserve the first ones of a new plan, for a transaction that requires that the
   * run goes on.
   *
   * @param before the outcomes that there were some moments ago
   */
  List<Write> first(
      Run run, List<PlannedCollection> plans, ConflictPolicy policy, List<Outcome> before) {
    Map<String, Outcome> known = byCollection(before);
    return plans.subList(0, firstOf(plans.size())).stream()
        .flatMap(plan -> writes(run, plan, known, policy))
        .toList();
  }

  /**
   * Reserves what has no outcome of this plan yet; doing it again changes nothing. Under the policy
   * SKIP a name that was taken since the plan was made is skipped.
   *
   * @param before the outcomes that there were some moments ago
   * @throws Refused 96105 where another restore was faster; 96040 where the job has ended
   */
  void reserve(
      Run run,
      List<PlannedCollection> plans,
      List<Outcome> skipped,
      ConflictPolicy policy,
      List<Outcome> before) {
    addSkipped(run, skipped);
    Map<String, Outcome> known = byCollection(before);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<PlannedCollection> left = left(plans, known);
      boolean all = true;
      for (int from = 0; from < left.size(); from += AT_ONCE) {
        List<PlannedCollection> some = left.subList(from, Math.min(from + AT_ONCE, left.size()));
        all &= reserveTogether(run, some, known, policy);
      }
      if (all) {
        return;
      }
      addSkipped(run, takenSince(run, plans, policy));
      known = known(run);
    }
    throw new IllegalStateException("Names change hands faster than they can be reserved");
  }

  private static List<PlannedCollection> left(
      List<PlannedCollection> plans, Map<String, Outcome> known) {
    return plans.stream().filter(plan -> isLeft(plan, known)).toList();
  }

  private static boolean isLeft(PlannedCollection plan, Map<String, Outcome> known) {
    Outcome outcome = known.get(plan.collection());
    return outcome == null || !outcome.attempt().equals(plan.key().attempt());
  }

  private Map<String, Outcome> known(Run run) {
    return byCollection(outcomes.all(run.jobId()));
  }

  private static Map<String, Outcome> byCollection(List<Outcome> outcomes) {
    return outcomes.stream().collect(Collectors.toMap(Outcome::collection, Function.identity()));
  }

  private boolean reserveTogether(
      Run run, List<PlannedCollection> plans, Map<String, Outcome> known, ConflictPolicy policy) {
    var transaction = new Transaction().with(jobs.requireRunning(run));
    plans.stream().flatMap(plan -> writes(run, plan, known, policy)).forEach(transaction::with);
    OptionalInt failed = transaction.run();
    if (failed.isPresent() && failed.getAsInt() == 0) {
      throw Planning.ended();
    }
    return failed.isEmpty();
  }

  private Stream<Write> writes(
      Run run, PlannedCollection plan, Map<String, Outcome> known, ConflictPolicy policy) {
    return Stream.of(
        add(run, plan.outcome(), known),
        names.reservation(
            plan.clusterId(),
            plan.dbName(),
            plan.name(),
            run.name(),
            policy == ConflictPolicy.OVERWRITE));
  }

  /** Empty where the names are free now, or another attempt of this job has reserved them. */
  private List<Outcome> takenSince(Run run, List<PlannedCollection> plans, ConflictPolicy policy) {
    List<PlannedCollection> left = left(plans, known(run));
    if (left.isEmpty()) {
      return List.of();
    }
    List<Target> targets = left.stream().map(PlannedCollection::target).toList();
    var taken = destinations.skipped(left.getFirst().clusterId(), run, targets, policy);
    var skipped = new ArrayList<Outcome>();
    for (PlannedCollection plan : left) {
      String reason = taken.get(plan.target());
      if (reason != null) {
        skipped.add(skipped(plan.collection(), plan.key().attempt(), plan.target(), reason));
      }
    }
    return skipped;
  }

  private Write add(Run run, Outcome outcome, Map<String, Outcome> known) {
    Optional<Outcome> before = Optional.ofNullable(known.get(outcome.collection()));
    return outcomes.add(run.jobId(), outcome, before, clock.instant());
  }

  /**
   * Another attempt of this job may add the same ones: then those that are left are tried again.
   */
  private void addSkipped(Run run, List<Outcome> skipped) {
    List<Outcome> left = skipped;
    while (!left.isEmpty()) {
      Map<String, Outcome> known = known(run);
      left = left.stream().filter(outcome -> isNew(outcome, known)).toList();
      for (int from = 0; from < left.size(); from += SKIPPED_AT_ONCE) {
        addTogether(run, left.subList(from, Math.min(from + SKIPPED_AT_ONCE, left.size())), known);
      }
    }
  }

  private static boolean isNew(Outcome outcome, Map<String, Outcome> known) {
    Outcome there = known.get(outcome.collection());
    return there == null || !there.attempt().equals(outcome.attempt());
  }

  private void addTogether(Run run, List<Outcome> skipped, Map<String, Outcome> known) {
    var transaction = new Transaction().with(jobs.requireRunning(run));
    for (Outcome outcome : skipped) {
      transaction
          .with(add(run, outcome, known))
          .with(outcomes.toldSkipped(run.jobId(), outcome, clock.instant()));
    }
    OptionalInt failed = transaction.run();
    if (failed.isPresent() && failed.getAsInt() == 0) {
      throw Planning.ended();
    }
  }

  static Outcome skipped(String collection, String attempt, Target target, String reason) {
    return Outcome.skipped(
        collection,
        attempt,
        target.sourceDbName(),
        target.sourceName(),
        target.dbName(),
        target.name(),
        reason);
  }
}
