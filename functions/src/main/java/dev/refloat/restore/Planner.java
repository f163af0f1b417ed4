package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.Outcomes;
import dev.refloat.job.Run;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Plans a run of a restore, and reserves what the plan needs.
 *
 * <p>Order of writes: run and cluster begin together, then the plan's files under a prefix that no
 * other attempt uses, then the reference on the job, which only the first attempt of a run can set,
 * then each collection's outcome together with the reservation of its name; the first of them go
 * with the reference, where they can. Nothing but the beginning is written where the backup is
 * damaged, a destination taken, or a user there whom it must not replace.
 */
public final class Planner {
  private static final Set<ClusterStatus> BEING_MADE =
      Set.of(ClusterStatus.CREATING, ClusterStatus.RESTORE_BACKUP);

  private final JobStore jobs;
  private final Outcomes outcomes;
  private final JobRequests requests;
  private final ClusterStore clusters;
  private final Proposals proposals;
  private final Reservation reservation;
  private final PlanFile planFile;
  private final InstantSource clock;

  Planner(
      JobStore jobs,
      JobRequests requests,
      ClusterStore clusters,
      Proposals proposals,
      Reservation reservation,
      PlanFile planFile,
      InstantSource clock) {
    this.jobs = jobs;
    this.outcomes = jobs.outcomes();
    this.requests = requests;
    this.clusters = clusters;
    this.proposals = proposals;
    this.reservation = reservation;
    this.planFile = planFile;
    this.clock = clock;
  }

  /**
   * Where the next states find the plan.
   *
   * @param collections how many are to be copied; text, as every number in a state machine
   * @param rbac {@code true} where users and roles are to be restored behind them
   */
  public record Planned(String bucket, String collectionsKey, String collections, String rbac) {
    static final Planned NOTHING = new Planned("", "", "0", "false");
  }

  /**
   * A plan that is on the job.
   *
   * @param left those of the wanted that are still to be reserved, as far as is known
   * @param outcomes that there were some moments ago
   */
  private record Made(
      PlanReference plan,
      List<PlannedCollection> wanted,
      List<PlannedCollection> left,
      List<PlanFile.Skipped> skipped,
      List<Outcome> outcomes) {
    static Made of(Proposals.Proposal proposal, List<PlannedCollection> left) {
      return new Made(
          proposal.plan(), proposal.collections(), left, proposal.skipped(), proposal.before());
    }
  }

  /**
   * Doing it again answers the plan that is there.
   *
   * @throws Refused where the backup is damaged, gone or cannot be restored, or a destination is
   *     taken, saying what is wrong with which key or name
   */
  Planned plan(Job job, String executionArn) {
    Run run = job.run();
    Cluster cluster = begin(job, executionArn);
    Selection selection = Json.read(requests.read(run.jobId()), Selection.class);
    Made made =
        job.currentPlan()
            .map(plan -> read(job, plan))
            .orElseGet(() -> propose(job, cluster, selection));
    PlanReference plan = made.plan();
    List<Outcome> skipped =
        made.skipped().stream()
            .map(s -> Reservation.skipped(s.collection(), plan.attempt(), s.target(), s.reason()))
            .toList();
    reservation.reserve(run, made.left(), skipped, selection.conflictPolicy(), made.outcomes());
    return new Planned(
        planFile.workBucket(),
        plan.prefix() + PlanFile.COLLECTIONS,
        Integer.toString(made.wanted().size()),
        Boolean.toString(plan.rbac()));
  }

  /** A cluster that an earlier run has left running takes what is missing as any other does. */
  private Cluster begin(Job job, String executionArn) {
    Cluster cluster = clusters.find(job.clusterId()).orElseThrow();
    boolean isNew = isNew(cluster, job);
    Write[] move =
        isNew
            ? new Write[] {clusters.move(cluster.clusterId(), ClusterStatus.RESTORE_BACKUP)}
            : new Write[0];
    if (!jobs.begin(job.run(), executionArn, clock.instant(), move)) {
      throw Planning.ended();
    }
    if (!isNew) {
      ExistingCluster.requireRunning(cluster);
    }
    return cluster;
  }

  /** Whether only runs of this job put anything into the cluster, and nothing is visible in it. */
  private static boolean isNew(Cluster cluster, Job job) {
    return cluster.isMadeBy(job.jobId()) && BEING_MADE.contains(cluster.status());
  }

  private Made read(Job job, PlanReference plan) {
    List<PlannedCollection> wanted = planFile.collections(plan.prefix());
    return new Made(plan, wanted, wanted, planFile.skipped(plan), outcomes.all(job.jobId()));
  }

  /** The plan that this call made or, where another one was faster, that one's, which counts. */
  private Made propose(Job job, Cluster cluster, Selection selection) {
    Proposals.Proposal proposal = proposals.of(job, cluster, isNew(cluster, job), selection);
    List<PlannedCollection> plans = proposal.collections();
    var all = new ArrayList<>(proposal.also());
    all.addAll(reservation.first(job.run(), plans, selection.conflictPolicy(), proposal.before()));
    if (putOnJob(job, proposal, all)) {
      return Made.of(proposal, plans.subList(Reservation.firstOf(plans.size()), plans.size()));
    }
    // A name may be taken: who has it, and what that means, is found out with the plan on the job.
    return putOnJob(job, proposal, proposal.also())
        ? Made.of(proposal, plans)
        : read(job, onJob(job.run()));
  }

  private boolean putOnJob(Job job, Proposals.Proposal proposal, List<Write> also) {
    return jobs.setPlan(job.run(), proposal.plan(), proposal.events(), also);
  }

  /** Another attempt's ids are not those of the plan that is on the job. */
  private PlanReference onJob(Run run) {
    return jobs.find(run.jobId())
        .filter(found -> found.run().equals(run))
        .flatMap(Job::currentPlan)
        .orElseThrow(Planning::ended);
  }
}
