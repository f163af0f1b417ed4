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
   * Those of the targets that are to be left as they are, each with the reason.
   *
   * @throws Refused 96105 where one is taken and the policy does not say what then
   */
  Map<Target, String> skipped(
      String clusterId, Run run, List<Target> targets, ConflictPolicy policy) {
    Map<Target, String> taken = taken(clusterId, run, targets, policy);
    if (policy != ConflictPolicy.SKIP && !taken.isEmpty()) {
      throw new Refused(ErrorCode.DESTINATION_EXISTS, message(taken, policy));
    }
    return taken;
  }

  private Map<Target, String> taken(
      String clusterId, Run run, List<Target> targets, ConflictPolicy policy) {
    Map<String, Name> present = names.all(clusterId);
    var taken = new LinkedHashMap<Target, String>();
    for (Target target : targets) {
      Name name = present.get(target.destination());
      if (name == null) {
        continue;
      }
      Optional<String> other =
          name.pending().filter(pending -> isHeld(clusterId, target, pending, run));
      if (name.current().isPresent() && policy != ConflictPolicy.OVERWRITE) {
        taken.put(target, "The cluster has a collection " + target.destination() + " already.");
      } else if (other.isPresent()) {
        taken.put(
            target,
            "Job " + Run.of(other.get()).jobId() + " is restoring " + target.destination() + ".");
      }
    }
    return taken;
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
