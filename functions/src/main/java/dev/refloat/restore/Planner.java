package dev.refloat.restore;

import dev.refloat.backup.BackupInventory;
import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.Findings;
import dev.refloat.backup.Inventory;
import dev.refloat.backup.MetaCheck;
import dev.refloat.backup.MetaReader;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.copy.PlanFiles;
import dev.refloat.job.Job;
import dev.refloat.job.Job.PlanReference;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a restore: reads the meta, lists the objects, compares the two, and writes down what is to
 * be copied where.
 *
 * <p>Order of writes: the plan's files under a prefix that no other attempt uses, then the
 * reference on the job, which only the first attempt can set, then an outcome per collection.
 * Nothing is written where the backup is damaged.
 */
public final class Planner {
  private static final Logger log = LoggerFactory.getLogger(Planner.class);

  private final JobStore jobs;
  private final ClusterStore clusters;
  private final BackupStore backups;
  private final MetaReader metaReader;
  private final BackupInventory inventory;
  private final CollectionPlanner collectionPlanner;
  private final PlanFile planFile;
  private final InstantSource clock;

  Planner(
      JobStore jobs,
      ClusterStore clusters,
      BackupStore backups,
      MetaReader metaReader,
      BackupInventory inventory,
      CollectionPlanner collectionPlanner,
      PlanFile planFile,
      InstantSource clock) {
    this.jobs = jobs;
    this.clusters = clusters;
    this.backups = backups;
    this.metaReader = metaReader;
    this.inventory = inventory;
    this.collectionPlanner = collectionPlanner;
    this.planFile = planFile;
    this.clock = clock;
  }

  /**
   * Where the next states find the plan.
   *
   * @param collections how many there are; text, as every number in a state machine
   */
  public record Planned(
      String bucket, String collectionsKey, String resultsPrefix, String collections) {}

  /**
   * Doing it again answers the plan that is there.
   *
   * @throws Refused where the backup is damaged, gone or cannot be restored, saying what is wrong
   *     with which key
   */
  public Planned plan(String jobId, String executionArn) {
    Cluster cluster = begin(jobId, executionArn);
    Job job = jobs.find(jobId).orElseThrow();
    if (job.plan().isEmpty()) {
      jobs.setPlan(jobId, write(job, cluster));
    }
    PlanReference plan = jobs.find(jobId).flatMap(Job::plan).orElseThrow(Planner::ended);
    // From the plan that is on the job: another attempt's ids are not these.
    for (PlannedCollection collection : planFile.collections(plan.prefix())) {
      jobs.addOutcome(jobId, collection.outcome(), clock.instant());
    }
    return planned(plan);
  }

  private Cluster begin(String jobId, String executionArn) {
    if (!jobs.begin(jobId, executionArn)) {
      throw ended();
    }
    String clusterId = jobs.find(jobId).orElseThrow().clusterId();
    if (!clusters.moveOrStay(clusterId, ClusterStatus.RESTORE_BACKUP)) {
      throw ended();
    }
    return clusters.find(clusterId).orElseThrow();
  }

  private PlanReference write(Job job, Cluster cluster) {
    BackupLocation location =
        backups
            .find(job.sourceClusterId(), job.backupId())
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.BACKUP_NOT_FOUND,
                        "Backup " + job.backupId() + " was deleted before the restore began."))
            .location();
    BackupMeta meta = metaReader.read(location);
    Findings findings = MetaCheck.check(meta);
    findings.refuseProblems();
    Inventory found = inventory.take(location, meta);
    // Random, so that an attempt that was thought dead writes elsewhere.
    int attempt = ThreadLocalRandom.current().nextInt(1_000_000_000);
    String prefix = "plans/" + job.jobId() + "/" + attempt + "/";
    List<PlannedCollection> plans = writeCollections(job, cluster, found, attempt);
    String digest = planFile.writeCollections(prefix, plans);
    List<String> warnings =
        Stream.concat(meta.warnings().stream(), findings.warnings().stream()).toList();
    log.atInfo()
        .addKeyValue("collections", plans.size())
        .addKeyValue("objects", found.objects())
        .addKeyValue("bytes", found.bytes())
        .addKeyValue("digest", digest)
        .log("Plan written");
    return new PlanReference(
        prefix, digest, plans.size(), found.objects(), found.bytes(), warnings);
  }

  private List<PlannedCollection> writeCollections(
      Job job, Cluster cluster, Inventory found, int attempt) {
    List<CollectionMeta> metas = found.collections().stream().map(CollectionObjects::meta).toList();
    long nextId = clusters.takeIds(cluster, NewIds.needed(metas));
    var plans = new ArrayList<PlannedCollection>();
    for (CollectionObjects source : found.collections()) {
      var destination = new Destination(cluster, source, new NewIds(source.meta(), nextId));
      nextId += NewIds.needed(source.meta());
      String number = "%05d".formatted(plans.size());
      var files = new PlanFiles(planFile.workBucket(), job.jobId(), attempt, number);
      plans.add(
          collectionPlanner.write(
              files, source, destination, CollectionStatus.valueOf(job.collectionStatus())));
    }
    return plans;
  }

  private Planned planned(PlanReference plan) {
    return new Planned(
        planFile.workBucket(),
        plan.prefix() + PlanFile.COLLECTIONS,
        plan.prefix() + "results/collections/",
        Integer.toString(plan.collections()));
  }

  private static Refused ended() {
    return new Refused(
        ErrorCode.CLUSTER_RESTORE_FAILED, "The job had ended before it was planned.");
  }
}
