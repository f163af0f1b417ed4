package dev.refloat.restore;

import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.CollectionNames.Name;
import dev.refloat.job.JobStore;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the names that a job wants in a cluster are taken, and what that means under its
 * conflict policy.
 *
 * <p>A name that is reserved by a run that is over is free: whatever a late step of that run wrote,
 * it can make nothing visible any more. It is released here, by the one who needs it.
 */
final class Destinations {
  private final CollectionNames names;
  private final JobStore jobs;

  Destinations(CollectionNames names, JobStore jobs) {
    this.names = names;
    this.jobs = jobs;
  }

  /**
   * Whoever has a name that is wanted.
   *
   * @param visible whether readers see a collection under it
   * @param restoredBy another job that is restoring one under it
   */
  record Holder(boolean visible, Optional<String> restoredBy) {
    /** Why it cannot be had; empty where it can. */
    Optional<String> reason(Target target, ConflictPolicy policy) {
      if (visible && policy != ConflictPolicy.OVERWRITE) {
        return Optional.of("The cluster has a collection " + target.destination() + " already.");
      }
      return restoredBy.map(job -> "Job " + job + " is restoring " + target.destination() + ".");
    }
  }

  /**
   * Those of the targets that are to be left as they are, each with the reason.
   *
   * @throws Refused 96105 where one is taken and the policy does not say what then
   */
  Map<Target, String> skipped(
      String clusterId, Run run, List<Target> targets, ConflictPolicy policy) {
    Map<Target, String> taken = taken(holders(clusterId, run, targets), policy);
    refuse(taken, policy);
    return taken;
  }

  /** Those of the targets whose names somebody else has. */
  Map<Target, Holder> holders(String clusterId, Run run, List<Target> targets) {
    Map<String, Name> present = names.all(clusterId);
    var holders = new LinkedHashMap<Target, Holder>();
    for (Target target : targets) {
      Name name = present.get(target.destination());
      if (name != null) {
        var holder =
            new Holder(
                name.current().isPresent(),
                name.pending()
                    .filter(pending -> isHeld(clusterId, target, pending, run))
                    .map(pending -> Run.of(pending).jobId()));
        holders.put(target, holder);
      }
    }
    return holders;
  }

  /** Those that cannot be had, with the reasons. */
  static Map<Target, String> taken(Map<Target, Holder> holders, ConflictPolicy policy) {
    var taken = new LinkedHashMap<Target, String>();
    holders.forEach(
        (target, holder) ->
            holder.reason(target, policy).ifPresent(reason -> taken.put(target, reason)));
    return taken;
  }

  /**
   * Refuses a restore that cannot have all its names, and may not leave any out.
   *
   * @throws Refused 96105
   */
  static void refuse(Map<Target, String> taken, ConflictPolicy policy) {
    if (policy != ConflictPolicy.SKIP && !taken.isEmpty()) {
      throw new Refused(ErrorCode.DESTINATION_EXISTS, message(taken, policy));
    }
  }

  private boolean isHeld(String clusterId, Target target, String pending, Run run) {
    if (pending.equals(run.name())) {
      return false;
    }
    Run holder = Run.of(pending);
    boolean runs =
        jobs.find(holder.jobId())
            .filter(job -> job.run().equals(holder) && !job.status().isTerminal())
            .isPresent();
    if (!runs) {
      names.release(clusterId, target.dbName(), target.name(), pending);
    }
    return runs;
  }

  private static String message(Map<Target, String> taken, ConflictPolicy policy) {
    List<String> reasons = taken.values().stream().limit(10).toList();
    String more = taken.size() > 10 ? " And %d more.".formatted(taken.size() - 10) : "";
    String way =
        policy == ConflictPolicy.FAIL
            ? "Choose other destinations, or conflictPolicy SKIP or OVERWRITE."
            : "Wait for that job, or choose other destinations.";
    return String.join(" ", reasons) + more + " " + way;
  }
}
