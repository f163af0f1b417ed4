package dev.refloat.restore;

import dev.refloat.backup.CollectionObjects;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.copy.PlanFiles;
import dev.refloat.job.Attempt;
import dev.refloat.job.Job;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.Outcomes;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a run of a restore: reads the meta, lists the objects, compares the two, and writes down
 * what is to be copied where. What an earlier run has restored is left out.
 *
 * <p>Order of writes: the plan's files under a prefix that no other attempt uses, then the
 * reference on the job, which only the first attempt of a run can set, then each collection's
 * outcome together with the reservation of its name. Nothing is written where the backup is damaged
 * or a destination taken.
 */
public final class Planner {
  private static final Logger log = LoggerFactory.getLogger(Planner.class);

  private final JobStore jobs;
  private final Outcomes outcomes;
  private final JobRequests requests;
  private final ClusterStore clusters;
  private final Source source;
  private final Destinations destinations;
  private final Reservation reservation;
  private final CollectionPlanner collectionPlanner;
  private final PlanFile planFile;
  private final InstantSource clock;

  Planner(
      JobStore jobs,
      JobRequests requests,
      ClusterStore clusters,
      Source source,
      Destinations destinations,
      Reservation reservation,
      CollectionPlanner collectionPlanner,
      PlanFile planFile,
      InstantSource clock) {
    this.jobs = jobs;
    this.outcomes = jobs.outcomes();
    this.requests = requests;
    this.clusters = clusters;
    this.source = source;
    this.destinations = destinations;
    this.reservation = reservation;
    this.collectionPlanner = collectionPlanner;
    this.planFile = planFile;
    this.clock = clock;
  }

  /**
   * Where the next states find the plan.
   *
   * @param collections how many are to be copied; text, as every number in a state machine
   */
  public record Planned(
      String bucket, String collectionsKey, String resultsPrefix, String collections) {}

  /**
   * Doing it again answers the plan that is there.
   *
   * @throws Refused where the backup is damaged, gone or cannot be restored, or a destination is
   *     taken, saying what is wrong with which key or name
   */
  public Planned plan(Run run, String executionArn) {
    Cluster cluster = begin(run, executionArn);
    Job job = jobs.find(run.jobId()).orElseThrow();
    Selection selection = Json.read(requests.read(run.jobId()), Selection.class);
    if (job.currentPlan().isEmpty()) {
      write(job, cluster, selection);
    }
    PlanReference plan =
        jobs.find(run.jobId())
            .filter(found -> found.run().equals(run))
            .flatMap(Job::currentPlan)
            .orElseThrow(Planner::ended);
    // From the plan that is on the job: another attempt's ids are not these.
    List<PlannedCollection> wanted = planFile.collections(plan.prefix());
    List<Outcome> skipped =
        planFile.skipped(plan.prefix()).stream()
            .map(s -> Reservation.skipped(s.collection(), plan.attempt(), s.target(), s.reason()))
            .toList();
    reservation.reserve(run, wanted, skipped, selection.conflictPolicy());
    return new Planned(
        planFile.workBucket(),
        plan.prefix() + PlanFile.COLLECTIONS,
        plan.prefix() + "results/collections/",
        Integer.toString(wanted.size()));
  }

  /** A cluster that an earlier run has left running takes what is missing as any other does. */
  private Cluster begin(Run run, String executionArn) {
    if (!jobs.begin(run, executionArn, clock.instant())) {
      throw ended();
    }
    String clusterId = jobs.find(run.jobId()).orElseThrow().clusterId();
    Cluster cluster = clusters.find(clusterId).orElseThrow();
    if (!cluster.isMadeBy(run.jobId()) || cluster.status() == ClusterStatus.RUNNING) {
      ExistingCluster.requireRunning(cluster);
    } else if (!clusters.moveOrStay(clusterId, ClusterStatus.RESTORE_BACKUP)) {
      throw ended();
    }
    return cluster;
  }

  private void write(Job job, Cluster cluster, Selection selection) {
    Source.Opened opened = source.open(job);
    var work = Work.of(selection.targets(opened.meta().names()), outcomes.all(job.jobId()));
    Map<Target, String> left =
        destinations.skipped(
            cluster.clusterId(), job.run(), work.targets(), selection.conflictPolicy());
    Map<String, Target> wanted = work.without(left.keySet());
    List<PlanFile.Skipped> skipped = work.skipped(left);
    Source.Checked checked =
        source.check(
            opened, wanted.values().stream().map(Target::source).collect(Collectors.toSet()));
    int attempt = Attempt.draw(job.run(), ThreadLocalRandom.current());
    List<PlannedCollection> plans =
        writeCollections(
            job.jobId(), attempt, cluster, wanted, checked.collections(), selection.verify());
    String prefix = "plans/" + job.jobId() + "/" + attempt + "/";
    String digest = planFile.writeCollections(prefix, plans, skipped);
    PlanReference plan = work.reference(prefix, digest, plans, skipped, checked.warnings());
    log.atInfo()
        .addKeyValue("collections", plans.size())
        .addKeyValue("skipped", skipped.size())
        .addKeyValue("objects", plan.objects())
        .addKeyValue("bytes", plan.bytes())
        .addKeyValue("digest", digest)
        .log("Plan written");
    jobs.setPlan(job.run(), plan, new PlanEvents(clock.instant()).of(plan, plans, before(job)));
  }

  /** What the plan of the last run had; empty for the first. */
  private List<PlannedCollection> before(Job job) {
    return job.plan().map(plan -> planFile.collections(plan.prefix())).orElse(List.of());
  }

  /**
   * Writes the plan of each collection.
   *
   * @param wanted by number in the plan
   * @param objects by name in the backup; two targets may come from one
   */
  private List<PlannedCollection> writeCollections(
      String jobId,
      int attempt,
      Cluster cluster,
      Map<String, Target> wanted,
      Map<String, CollectionObjects> objects,
      Verify verify) {
    long needed =
        wanted.values().stream()
            .mapToLong(target -> NewIds.needed(of(objects, target).meta()))
            .sum();
    long nextId = clusters.takeIds(cluster, needed);
    var plans = new ArrayList<PlannedCollection>();
    for (Map.Entry<String, Target> entry : wanted.entrySet()) {
      CollectionObjects found = of(objects, entry.getValue());
      var ids = new NewIds(found.meta(), nextId);
      nextId += NewIds.needed(found.meta());
      plans.add(
          collectionPlanner.write(
              new PlanFiles(planFile.workBucket(), jobId, attempt, entry.getKey()),
              found,
              new Destination(cluster, found, entry.getValue(), ids),
              verify));
    }
    return plans;
  }

  private static CollectionObjects of(Map<String, CollectionObjects> objects, Target target) {
    return Objects.requireNonNull(objects.get(target.source()));
  }

  private static Refused ended() {
    return new Refused(
        ErrorCode.CLUSTER_RESTORE_FAILED, "The job had ended before it was planned.");
  }
}
