package dev.refloat.restore;

import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.FirstNames;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is left to do of a job: the collections that are wanted, without those that an earlier run
 * has restored or skipped. A collection keeps its number from run to run.
 */
final class Work {
  private final Map<String, Target> numbered;
  private final List<Outcome> done;

  private Work(Map<String, Target> numbered, List<Outcome> done) {
    this.numbered = numbered;
    this.done = done;
  }

  /**
   * @param targets all that the job wants of the backup as it is now
   * @param outcomes of earlier runs
   * @throws Refused 96104 where the backup no longer has what an earlier run planned
   */
  static Work of(List<Target> targets, List<Outcome> outcomes) {
    Map<String, Outcome> before =
        outcomes.stream().collect(Collectors.toMap(Outcome::destination, Function.identity()));
    requireStillThere(targets, outcomes);
    Set<String> taken = outcomes.stream().map(Outcome::collection).collect(Collectors.toSet());
    var numbered = new TreeMap<String, Target>();
    int next = 0;
    for (Target target : targets) {
      Outcome known = before.get(target.destination());
      if (known == null) {
        String number = number(next++);
        while (taken.contains(number)) {
          number = number(next++);
        }
        numbered.put(number, target);
      } else if (!known.status().isDone()) {
        numbered.put(known.collection(), target);
      }
    }
    return new Work(numbered, outcomes.stream().filter(o -> o.status().isDone()).toList());
  }

  private static String number(int number) {
    return "%05d".formatted(number);
  }

  private static void requireStillThere(List<Target> targets, List<Outcome> outcomes) {
    Set<String> wanted = targets.stream().map(Target::destination).collect(Collectors.toSet());
    List<String> gone =
        outcomes.stream()
            .filter(outcome -> !outcome.status().isDone())
            .filter(outcome -> !wanted.contains(outcome.destination()))
            .map(outcome -> outcome.sourceDbName() + "." + outcome.sourceName())
            .toList();
    if (!gone.isEmpty()) {
      throw new Refused(
          ErrorCode.COLLECTION_NOT_IN_BACKUP,
          "The backup no longer has "
              + FirstNames.of(gone)
              + ", which the job has yet to restore. Start a new restore of what it has.");
    }
  }

  List<Target> targets() {
    return List.copyOf(numbered.values());
  }

  /** By number, in its order. */
  Map<String, Target> without(Set<Target> left) {
    var wanted = new TreeMap<>(numbered);
    wanted.values().removeAll(left);
    return wanted;
  }

  /**
   * @param left what is not to be touched, with the reasons
   */
  List<PlanFile.Skipped> skipped(Map<Target, String> left) {
    var skipped = new ArrayList<PlanFile.Skipped>();
    numbered.forEach(
        (number, target) -> {
          String reason = left.get(target);
          if (reason != null) {
            skipped.add(new PlanFile.Skipped(number, target, reason));
          }
        });
    return skipped;
  }

  /** Whether the job skips anything: now, or before. */
  boolean skipsAny(List<PlanFile.Skipped> skipped) {
    return skipped.size() + skippedBefore() > 0;
  }

  private long skippedBefore() {
    return done.stream().filter(o -> o.status() == OutcomeStatus.SKIPPED).count();
  }

  /** The whole job: what is planned now, and what was done before. */
  PlanReference reference(
      String prefix,
      String digest,
      List<PlannedCollection> plans,
      List<PlanFile.Skipped> skipped,
      boolean rbac,
      List<String> warnings) {
    return new PlanReference(
        prefix,
        digest,
        done.size() + plans.size() + skipped.size(),
        Math.toIntExact(skippedBefore()) + skipped.size(),
        rbac,
        sum(plans, PlannedCollection::objects, Outcome::objectsTotal),
        sum(plans, PlannedCollection::bytes, Outcome::bytesTotal),
        warnings);
  }

  private long sum(
      List<PlannedCollection> plans,
      Function<PlannedCollection, String> planned,
      Function<Outcome, Long> before) {
    long now = plans.stream().map(planned).mapToLong(Long::parseLong).sum();
    return now + done.stream().map(before).mapToLong(Long::longValue).sum();
  }
}
