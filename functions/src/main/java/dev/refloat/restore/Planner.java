package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.estimate.Estimate;
import dev.refloat.job.Job;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobEstimates;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.Outcomes;
import dev.refloat.job.Run;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a run of a restore: reads the meta, lists the objects, compares the two, and writes down
 * what is to be copied where. What an earlier run has restored is left out.
 *
 * <p>Order of writes: run and cluster begin together, then the plan's files under a prefix that no
 * other attempt uses, then the reference on the job, which only the first attempt of a run can set,
 * then each collection's outcome together with the reservation of its name; the first of them go
 * with the reference, where they can. Nothing but the beginning is written where the backup is
 * damaged, a destination taken, or a user there whom it must not replace.
 */
public final class Planner {
  private static final Logger log = LoggerFactory.getLogger(Planner.class);

  private static final Set<ClusterStatus> BEING_MADE =
      Set.of(ClusterStatus.CREATING, ClusterStatus.RESTORE_BACKUP);

  private final JobStore jobs;
  private final Outcomes outcomes;
  private final JobRequests requests;
  private final ClusterStore clusters;
  private final Source source;
  private final Destinations destinations;
  private final Reservation reservation;
  private final RbacPlanner rbacPlanner;
  private final CallsAhead callsAhead;
  private final PlanDraft draft;
  private final PlanFile planFile;
  private final PlannedDatabases databases;
  private final DryRunPlans dryRunPlans;
  private final Estimates estimates;
  private final InstantSource clock;

  Planner(
      JobStore jobs,
      JobRequests requests,
      ClusterStore clusters,
      Source source,
      Destinations destinations,
      Reservation reservation,
      RbacPlanner rbacPlanner,
      CallsAhead callsAhead,
      PlanDraft draft,
      PlanFile planFile,
      PlannedDatabases databases,
      DryRunPlans dryRunPlans,
      Estimates estimates,
      InstantSource clock) {
    this.jobs = jobs;
    this.outcomes = jobs.outcomes();
    this.requests = requests;
    this.clusters = clusters;
    this.source = source;
    this.destinations = destinations;
    this.reservation = reservation;
    this.rbacPlanner = rbacPlanner;
    this.callsAhead = callsAhead;
    this.draft = draft;
    this.planFile = planFile;
    this.databases = databases;
    this.dryRunPlans = dryRunPlans;
    this.estimates = estimates;
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
    Made withLeft(List<PlannedCollection> rest) {
      return new Made(plan, wanted, rest, skipped, outcomes);
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
            .orElseGet(() -> write(job, cluster, selection));
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
    } else if (job.status() == JobStatus.IN_PROGRESS
        && !clusters.moveOrStay(cluster.clusterId(), ClusterStatus.RESTORE_BACKUP)) {
      throw Planning.ended();
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

  /** The plan that this call wrote or, where another one was faster, that one's, which counts. */
  private Made write(Job job, Cluster cluster, Selection selection) {
    Instant begun = clock.instant();
    Source.Opened opened = source.open(job, cluster);
    List<Outcome> before = job.runNumber() == 1 ? List.of() : outcomes.all(job.jobId());
    List<Target> targets = selection.targets(opened.meta().names());
    var work = Work.of(targets, before);
    Map<Target, String> left =
        isNew(cluster, job)
            ? Map.of()
            : destinations.skipped(
                cluster.clusterId(), job.run(), work.targets(), selection.conflictPolicy());
    List<Write> rbac = rbacPlanner.plan(job, cluster, opened.meta(), selection, targets);
    Map<String, Target> wanted = work.without(left.keySet());
    Source.Wanted selected = source.select(opened, wanted.values());
    callsAhead.call(selected.sizes(wanted.values()));
    Source.Checked checked = source.compare(selected);
    List<PlanFile.Skipped> skipped = work.skipped(left);
    PlanDraft.Written written =
        draft.write(
            job,
            cluster,
            wanted,
            checked.collections(),
            work.skipsAny(skipped),
            skipped,
            selection.verify(),
            opened.meta().milvusVersion(),
            count -> clusters.takeIds(cluster, count));
    dryRunPlans.requireSame(job, written.plans());
    PlanReference plan =
        work.reference(
            written.prefix(),
            written.digest(),
            written.plans(),
            skipped,
            !rbac.isEmpty(),
            checked.warnings());
    log.atInfo()
        .addKeyValue("collections", written.plans().size())
        .addKeyValue("skipped", skipped.size())
        .addKeyValue("objects", plan.objects())
        .addKeyValue("bytes", plan.bytes())
        .addKeyValue("digest", plan.digest())
        .log("Plan written");
    List<JobEvent> events = new PlanEvents(clock.instant()).of(plan, written.plans(), earlier(job));
    Estimate estimate =
        estimates.of(
            new Estimates.Planned(
                job,
                cluster,
                isNew(cluster, job),
                job.isAdmitted(),
                selection,
                opened,
                checked,
                wanted,
                skipped.size(),
                events.size(),
                !rbac.isEmpty(),
                written));
    return putOnJob(
        job,
        new Made(plan, written.plans(), written.plans(), skipped, before),
        selection.conflictPolicy(),
        events,
        Stream.concat(
                Stream.of(
                    databases.note(job.jobId(), PlannedDatabases.of(selection, opened.meta())),
                    jobs.estimates()
                        .put(
                            job.jobId(),
                            new JobEstimates.Kept(Json.text(estimate), begun, clock.instant()))),
                rbac.stream())
            .toList());
  }

  /** What is left then: nothing, mostly. */
  private Made putOnJob(
      Job job, Made made, ConflictPolicy policy, List<JobEvent> events, List<Write> also) {
    List<PlannedCollection> plans = made.wanted();
    var all = new ArrayList<>(also);
    all.addAll(reservation.first(job.run(), plans, policy, made.outcomes()));
    if (jobs.setPlan(job.run(), made.plan(), events, all)) {
      return made.withLeft(plans.subList(Reservation.firstOf(plans.size()), plans.size()));
    }
    // A name may be taken: who has it, and what that means, is found out with the plan on the job.
    return jobs.setPlan(job.run(), made.plan(), events, also) ? made : read(job, onJob(job.run()));
  }

  /** Another attempt's ids are not those of the plan that is on the job. */
  private PlanReference onJob(Run run) {
    return jobs.find(run.jobId())
        .filter(found -> found.run().equals(run))
        .flatMap(Job::currentPlan)
        .orElseThrow(Planning::ended);
  }

  /** What the plan of the last run had; empty for the first. */
  private List<PlannedCollection> earlier(Job job) {
    return job.plan().map(plan -> planFile.collections(plan.prefix())).orElse(List.of());
  }
}
