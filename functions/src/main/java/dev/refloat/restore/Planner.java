package dev.refloat.restore;

import dev.refloat.backup.CollectionObjects;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.copy.PlanFiles;
import dev.refloat.job.Job;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a restore: reads the meta, lists the objects, compares the two, and writes down what is to
 * be copied where.
 *
 * <p>Order of writes: the plan's files under a prefix that no other attempt uses, then the
 * reference on the job, which only the first attempt can set, then each collection's outcome
 * together with the reservation of its name. Nothing is written where the backup is damaged or a
 * destination taken.
 */
public final class Planner {
  private static final Logger log = LoggerFactory.getLogger(Planner.class);

  private final JobStore jobs;
  private final JobRequests requests;
  private final ClusterStore clusters;
  private final Source source;
  private final Destinations destinations;
  private final Reservation reservation;
  private final CollectionPlanner collectionPlanner;
  private final PlanFile planFile;

  Planner(
      JobStore jobs,
      JobRequests requests,
      ClusterStore clusters,
      Source source,
      Destinations destinations,
      Reservation reservation,
      CollectionPlanner collectionPlanner,
      PlanFile planFile) {
    this.jobs = jobs;
    this.requests = requests;
    this.clusters = clusters;
    this.source = source;
    this.destinations = destinations;
    this.reservation = reservation;
    this.collectionPlanner = collectionPlanner;
    this.planFile = planFile;
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
  public Planned plan(String jobId, String executionArn) {
    Cluster cluster = begin(jobId, executionArn);
    Job job = jobs.find(jobId).orElseThrow();
    Selection selection = Json.read(requests.read(jobId), Selection.class);
    if (job.plan().isEmpty()) {
      jobs.setPlan(jobId, write(job, cluster, selection));
    }
    PlanReference plan = jobs.find(jobId).flatMap(Job::plan).orElseThrow(Planner::ended);
    // From the plan that is on the job: another attempt's ids are not these.
    List<Outcome> skipped =
        planFile.skipped(plan.prefix()).stream()
            .map(s -> Reservation.skipped(s.collection(), s.target(), s.reason()))
            .toList();
    reservation.reserve(
        jobId, planFile.collections(plan.prefix()), skipped, selection.conflictPolicy());
    return planned(plan);
  }

  private Cluster begin(String jobId, String executionArn) {
    if (!jobs.begin(jobId, executionArn)) {
      throw ended();
    }
    String clusterId = jobs.find(jobId).orElseThrow().clusterId();
    Cluster cluster = clusters.find(clusterId).orElseThrow();
    if (!cluster.isMadeBy(jobId)) {
      ExistingCluster.requireRunning(cluster);
    } else if (!clusters.moveOrStay(clusterId, ClusterStatus.RESTORE_BACKUP)) {
      throw ended();
    }
    return cluster;
  }

  private PlanReference write(Job job, Cluster cluster, Selection selection) {
    Source.Opened opened = source.open(job);
    List<Target> targets = selection.targets(opened.meta().names());
    Map<Target, String> left =
        destinations.skipped(cluster.clusterId(), job.jobId(), targets, selection.conflictPolicy());
    Map<String, Target> wanted = new TreeMap<>();
    List<PlanFile.Skipped> skipped = new ArrayList<>();
    for (Target target : targets) {
      String number = "%05d".formatted(wanted.size() + skipped.size());
      String reason = left.get(target);
      if (reason == null) {
        wanted.put(number, target);
      } else {
        skipped.add(new PlanFile.Skipped(number, target, reason));
      }
    }
    Source.Checked checked =
        source.check(
            opened, wanted.values().stream().map(Target::source).collect(Collectors.toSet()));
    // Random, so that an attempt that was thought dead writes elsewhere.
    int attempt = ThreadLocalRandom.current().nextInt(1_000_000_000);
    List<PlannedCollection> plans =
        writeCollections(
            job.jobId(), attempt, cluster, wanted, checked.collections(), selection.verify());
    return finish("plans/" + job.jobId() + "/" + attempt + "/", plans, skipped, checked.warnings());
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

  private PlanReference finish(
      String prefix,
      List<PlannedCollection> plans,
      List<PlanFile.Skipped> skipped,
      List<String> warnings) {
    String digest = planFile.writeCollections(prefix, plans, skipped);
    long objects = plans.stream().mapToLong(plan -> Long.parseLong(plan.objects())).sum();
    long bytes = plans.stream().mapToLong(plan -> Long.parseLong(plan.bytes())).sum();
    log.atInfo()
        .addKeyValue("collections", plans.size())
        .addKeyValue("skipped", skipped.size())
        .addKeyValue("objects", objects)
        .addKeyValue("bytes", bytes)
        .addKeyValue("digest", digest)
        .log("Plan written");
    return new PlanReference(
        prefix, digest, plans.size() + skipped.size(), skipped.size(), objects, bytes, warnings);
  }

  private Planned planned(PlanReference plan) {
    return new Planned(
        planFile.workBucket(),
        plan.prefix() + PlanFile.COLLECTIONS,
        plan.prefix() + "results/collections/",
        Integer.toString(plan.collections() - plan.skipped()));
  }

  private static Refused ended() {
    return new Refused(
        ErrorCode.CLUSTER_RESTORE_FAILED, "The job had ended before it was planned.");
  }
}
