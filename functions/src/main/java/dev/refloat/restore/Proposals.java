package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.estimate.Estimate;
import dev.refloat.job.Job;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobEstimates;
import dev.refloat.job.JobEvent;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the plan of a run: reads the meta, lists the objects, compares the two, and writes down
 * what is to be copied where, under a prefix that no other attempt uses. What an earlier run has
 * restored is left out. Which of several attempts' plans is carried out is not decided here.
 */
final class Proposals {
  private static final Logger log = LoggerFactory.getLogger(Proposals.class);

  private final JobStore jobs;
  private final ClusterStore clusters;
  private final Source source;
  private final Destinations destinations;
  private final RbacPlanner rbacPlanner;
  private final CallsAhead callsAhead;
  private final PlanDraft draft;
  private final PlanFile planFile;
  private final PlannedDatabases databases;
  private final DryRunPlans dryRunPlans;
  private final Estimates estimates;
  private final InstantSource clock;

  Proposals(
      JobStore jobs,
      ClusterStore clusters,
      Source source,
      Destinations destinations,
      RbacPlanner rbacPlanner,
      CallsAhead callsAhead,
      PlanDraft draft,
      PlanFile planFile,
      PlannedDatabases databases,
      DryRunPlans dryRunPlans,
      Estimates estimates,
      InstantSource clock) {
    this.jobs = jobs;
    this.clusters = clusters;
    this.source = source;
    this.destinations = destinations;
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
   * A plan whose files are there, and which is not on the job yet.
   *
   * @param skipped in this run
   * @param before outcomes of earlier runs
   * @param events that tell of it
   * @param also what goes with it onto the job
   */
  record Proposal(
      PlanReference plan,
      List<PlannedCollection> collections,
      List<PlanFile.Skipped> skipped,
      List<Outcome> before,
      List<JobEvent> events,
      List<Write> also) {}

  /**
   * What backup and cluster have.
   *
   * @param wanted by number in the plan
   * @param rbac the writes that keep users and roles; empty where none are to be restored
   */
  private record Found(
      Source.Opened opened,
      List<Outcome> before,
      Work work,
      Map<String, Target> wanted,
      List<PlanFile.Skipped> skipped,
      List<Write> rbac,
      Source.Checked checked) {
    PlanReference reference(PlanDraft.Written written) {
      return work.reference(
          written.prefix(),
          written.digest(),
          written.plans(),
          skipped,
          !rbac.isEmpty(),
          checked.warnings());
    }
  }

  /**
   * Makes one.
   *
   * @param isNew whether only runs of this job put anything into the cluster
   * @throws Refused as {@link Planner#plan}
   */
  Proposal of(Job job, Cluster cluster, boolean isNew, Selection selection) {
    Instant begun = clock.instant();
    Found found = find(job, cluster, isNew, selection);
    PlanDraft.Written written = write(job, cluster, selection, found);
    dryRunPlans.requireSame(job, written.plans());
    PlanReference plan = found.reference(written);
    log.atInfo()
        .addKeyValue("collections", written.plans().size())
        .addKeyValue("skipped", found.skipped().size())
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
                isNew,
                job.isAdmitted(),
                selection,
                found.opened(),
                found.checked(),
                found.wanted(),
                found.skipped().size(),
                events.size(),
                plan.rbac(),
                written));
    var kept = new JobEstimates.Kept(Json.text(estimate), begun, clock.instant());
    var also = new ArrayList<Write>();
    also.add(databases.note(job.jobId(), PlannedDatabases.of(selection, found.opened().meta())));
    also.add(jobs.estimates().put(job.jobId(), kept));
    also.addAll(found.rbac());
    return new Proposal(
        plan, written.plans(), found.skipped(), found.before(), events, List.copyOf(also));
  }

  private Found find(Job job, Cluster cluster, boolean isNew, Selection selection) {
    Source.Opened opened = source.open(job, cluster);
    List<Outcome> before = job.runNumber() == 1 ? List.of() : jobs.outcomes().all(job.jobId());
    List<Target> targets = selection.targets(opened.meta().names());
    var work = Work.of(targets, before);
    Map<Target, String> left =
        isNew
            ? Map.of()
            : destinations.skipped(
                cluster.clusterId(), job.run(), work.targets(), selection.conflictPolicy());
    List<Write> rbac = rbacPlanner.plan(job, cluster, opened.meta(), selection, targets);
    Map<String, Target> wanted = work.without(left.keySet());
    Source.Wanted selected = source.select(opened, wanted.values());
    callsAhead.call(selected.sizes(wanted.values()));
    Source.Checked checked = source.compare(selected);
    return new Found(opened, before, work, wanted, work.skipped(left), rbac, checked);
  }

  private PlanDraft.Written write(Job job, Cluster cluster, Selection selection, Found found) {
    return draft.write(
        job,
        cluster,
        found.wanted(),
        found.checked().collections(),
        found.work().skipsAny(found.skipped()),
        found.skipped(),
        selection.verify(),
        found.opened().meta().milvusVersion(),
        count -> clusters.takeIds(cluster, count));
  }

  /** What the plan of the last run had; empty for the first. */
  private List<PlannedCollection> earlier(Job job) {
    return job.plan().map(plan -> planFile.collections(plan.prefix())).orElse(List.of());
  }
}
