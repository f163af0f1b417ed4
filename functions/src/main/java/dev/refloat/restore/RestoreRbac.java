package dev.refloat.restore;

import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import dev.refloat.rbac.RbacMerge;
import dev.refloat.rbac.RbacStore;
import dev.refloat.rbac.Renamed;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the users and roles of a plan into the cluster, when its collections are done: privileges
 * on what is visible, for people who could not see it before.
 *
 * <p>One transaction makes all of them appear and records on the job what was done, on the
 * condition that the run goes on, the cluster stays, and nobody else changed its users and roles
 * meanwhile; else it is merged again. So a call that died has done all or nothing.
 */
public final class RestoreRbac {
  private static final Logger log = LoggerFactory.getLogger(RestoreRbac.class);

  /** Others that change users and roles of one cluster at the same time come one by one. */
  private static final int TRIES = 20;

  private final JobStore jobs;
  private final ClusterStore clusters;
  private final RbacStore store;
  private final InstantSource clock;

  RestoreRbac(JobStore jobs, ClusterStore clusters, RbacStore store, InstantSource clock) {
    this.jobs = jobs;
    this.clusters = clusters;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Doing it again changes nothing. Where collections failed and none became visible nothing is
   * done either: the run fails, and a cluster that it was to make goes away.
   *
   * @throws Refused where the run is over, or the cluster got users or roles of the same names
   *     since the plan was made
   */
  public void restore(Run run) {
    Job job = present(run);
    List<Outcome> outcomes = jobs.outcomes().all(run.jobId());
    List<Renamed> visible =
        outcomes.stream()
            .filter(outcome -> outcome.status() == OutcomeStatus.RESTORED)
            .map(RestoreRbac::renamed)
            .toList();
    boolean done = outcomes.stream().allMatch(outcome -> outcome.status().isDone());
    if (job.hasItsRbac() || (visible.isEmpty() && !done)) {
      return;
    }
    Optional<byte[]> packed = jobs.rbac().findPlan(run.jobId());
    if (packed.isEmpty()) {
      requireDone(job); // Another call of this step has just carried it out.
      return;
    }
    PlannedRbac planned = PlannedRbac.unpack(packed.get());
    for (int i = 0; i < TRIES; i++) {
      if (merge(job, planned, visible)) {
        return;
      }
    }
    throw new IllegalStateException("Users and roles change faster than they can be merged");
  }

  /** False where somebody else changed the users and roles of the cluster meanwhile. */
  private boolean merge(Job job, PlannedRbac planned, List<Renamed> restored) {
    RbacStore.Stored found = store.find(job.clusterId());
    RbacMerge.Merged merged = planned.into(found.rbac(), restored, job.jobId());
    byte[] packed = PlannedRbac.pack(merged);
    String message = merged.result().describe();
    OptionalInt failed =
        new Transaction()
            .with(
                jobs.rbac()
                    .restored(job.run(), Json.bytes(merged.result()), message, clock.instant()))
            .with(clusters.requireOpen(job.clusterId()))
            .with(store.replace(job.clusterId(), found, packed))
            .run();
    if (failed.isEmpty()) {
      log.atInfo().addKeyValue("result", message).log("Users and roles are restored");
      return true;
    }
    Job now = present(job.run());
    if (now.hasItsRbac()) {
      return true; // Another call of this step was faster.
    }
    if (now.status() != JobStatus.IN_PROGRESS || !clusters.isOpen(job.clusterId())) {
      throw ended();
    }
    return false;
  }

  private void requireDone(Job job) {
    if (!present(job.run()).hasItsRbac()) {
      throw new IllegalStateException("The plan has no users and roles, and they are not restored");
    }
  }

  private Job present(Run run) {
    return jobs.find(run.jobId()).filter(job -> job.run().equals(run)).orElseThrow(this::ended);
  }

  private static Renamed renamed(Outcome outcome) {
    return new Renamed(
        outcome.sourceDbName(), outcome.sourceName(), outcome.dbName(), outcome.name());
  }

  private Refused ended() {
    return new Refused(
        ErrorCode.CLUSTER_RESTORE_FAILED,
        "The job had ended, or its cluster was dropped, before users and roles were restored.");
  }
}
