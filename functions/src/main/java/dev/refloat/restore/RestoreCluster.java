package dev.refloat.restore;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupType;
import dev.refloat.backup.Compatibility;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.JobType;
import dev.refloat.job.Run;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the restore of a cluster backup into a new cluster.
 *
 * <p>Order of writes: one transaction reserves the name and creates the cluster and the job, then
 * the execution is started under the job's id. Where it cannot be started, everything is released
 * again before the caller hears of it.
 */
public final class RestoreCluster {
  private static final Logger log = LoggerFactory.getLogger(RestoreCluster.class);

  private final ClusterStore clusters;
  private final JobStore jobs;
  private final JobRequests requests;
  private final Launch launch;
  private final NewClusters newClusters;
  private final DryRunPlans dryRunPlans;
  private final DryRuns dryRuns;
  private final InstantSource clock;

  RestoreCluster(
      ClusterStore clusters,
      JobStore jobs,
      JobRequests requests,
      Launch launch,
      NewClusters newClusters,
      DryRunPlans dryRunPlans,
      DryRuns dryRuns,
      InstantSource clock) {
    this.clusters = clusters;
    this.jobs = jobs;
    this.requests = requests;
    this.launch = launch;
    this.newClusters = newClusters;
    this.dryRunPlans = dryRunPlans;
    this.dryRuns = dryRuns;
    this.clock = clock;
  }

  /**
   * What the caller gets, and the only place where the password is.
   *
   * @param clusterId of the new cluster
   */
  public record Started(String clusterId, String username, String password, String jobId) {
    @Override
    public String toString() {
      return "Started[clusterId=" + clusterId + ", jobId=" + jobId + "]";
    }
  }

  /**
   * Reserves everything and starts the job. An order that was carried out before, wholly or in
   * part, is carried on with.
   *
   * @param backup that of the request
   * @param createdBy the principal that asks for it
   * @throws Refused where the backup cannot be restored so, or the name is taken; nothing is
   *     written then
   */
  public Started start(
      RestoreClusterRequest request, BackupRecord backup, String createdBy, Operation operation) {
    Optional<Job> before = operation.isNew() ? Optional.empty() : jobs.find(operation.jobId());
    Job job = before.orElseGet(() -> reserve(request, backup, createdBy, operation));
    Launch.requireNotReleased(job);
    jobs.lists().add(job);
    launch.start(job, () -> release(operation));
    return started(operation);
  }

  /**
   * Plans it and starts nothing.
   *
   * @throws Refused where the backup cannot be restored so, or the dry run failed
   */
  public DryRuns.Result plan(
      RestoreClusterRequest request, BackupRecord backup, String createdBy, Operation operation) {
    var asked =
        new Job.Request(
            JobType.PLAN,
            request.projectId(),
            request.sourceClusterId(),
            request.clusterName(),
            request.sourceClusterId(),
            request.backupId(),
            createdBy,
            request.planId());
    return dryRuns.run(asked, wanted(request, backup), operation);
  }

  /** What the caller was told of an order that was carried out. */
  public Started started(Operation operation) {
    return new Started(
        operation.clusterId(),
        Administrator.NAME,
        Administrator.password(operation),
        operation.jobId());
  }

  /**
   * What is to be made of a request.
   *
   * @throws Refused where the backup cannot be restored so
   */
  private DryRunRequest wanted(RestoreClusterRequest request, BackupRecord backup) {
    requireRestorable(backup, request);
    String version = newClusters.milvusVersion(request.restoreVersionPolicy(), backup);
    Compatibility.require(backup.milvusVersion(), version);
    Selection selection =
        Selection.everything(request.collectionStatus().load(), request.verify())
            .with(request.rbac());
    return new DryRunRequest(
        selection,
        new DryRunRequest.NewCluster(
            request.projectId(),
            request.clusterName(),
            request.cuSize(),
            newClusters.region(),
            version));
  }

  private Job reserve(
      RestoreClusterRequest request, BackupRecord backup, String createdBy, Operation operation) {
    DryRunRequest wanted = wanted(request, backup);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Cluster cluster = cluster(wanted, operation, now);
    var asked =
        new Job.Request(
            JobType.RESTORE,
            cluster.projectId(),
            cluster.clusterId(),
            cluster.clusterName(),
            request.sourceClusterId(),
            request.backupId(),
            createdBy,
            request.planId());
    dryRunPlans.require(asked, wanted);
    Job job = Job.pending(operation.jobId(), asked, now);
    Password password = Administrator.of(operation);
    var transaction =
        new Transaction()
            .with(clusters.reserveName(cluster))
            .with(clusters.create(cluster))
            .with(clusters.createUser(cluster.clusterId(), Administrator.NAME, password.hash()))
            .with(jobs.create(job));
    requests.create(job.jobId(), Json.bytes(wanted.selection()), now).forEach(transaction::with);
    OptionalInt failed = transaction.run();
    if (failed.isPresent()) {
      // The same order, at the same time, may have been faster.
      return jobs.find(job.jobId()).orElseThrow(() -> nameTaken(cluster.clusterName()));
    }
    log.atInfo()
        .addKeyValue("jobId", job.jobId())
        .addKeyValue("clusterId", cluster.clusterId())
        .addKeyValue("backupId", backup.backupId())
        .log("Restore reserved");
    return job;
  }

  static Refused nameTaken(String clusterName) {
    return new Refused(
        ErrorCode.CLUSTER_NAME_TAKEN,
        "The project has a cluster named " + clusterName + " already; choose another clusterName.");
  }

  private static void requireRestorable(BackupRecord backup, RestoreClusterRequest request) {
    AvailableBackup.require(backup);
    if (backup.type() != BackupType.CLUSTER) {
      throw new Refused(
          ErrorCode.BACKUP_TYPE_WRONG,
          "Backup "
              + backup.backupId()
              + " is a collection backup; restoreCluster needs a cluster backup.");
    }
    String policy = request.restoreVersionPolicy().name();
    if (!backup.restoreNewInstancePolicies().contains(policy)) {
      throw new Refused(
          ErrorCode.VERSION_POLICY_NOT_OFFERED,
          "restoreVersionPolicy "
              + policy
              + " is not offered for this backup; it offers "
              + String.join(", ", backup.restoreNewInstancePolicies())
              + ".");
    }
    AvailableBackup.requireRbac(backup, request.rbac());
  }

  private static Cluster cluster(DryRunRequest wanted, Operation operation, Instant now) {
    DryRunRequest.NewCluster made = Objects.requireNonNull(wanted.newCluster());
    return new Cluster(
        operation.clusterId(),
        made.projectId(),
        made.clusterName(),
        "",
        made.regionId(),
        made.cuSize(),
        ClusterStatus.CREATING,
        now,
        made.milvusVersion(),
        operation.jobId());
  }

  /**
   * Nothing but rows is there to be released. Should the execution start later all the same, its
   * first state finds the job ended and stops.
   *
   * @return false where the execution has begun its work already, or even ended the job: then
   *     nothing is released
   */
  private boolean release(Operation operation) {
    Cluster cluster = clusters.find(operation.clusterId()).orElseThrow();
    Job job = jobs.find(operation.jobId()).orElseThrow();
    OptionalInt failed =
        new Transaction()
            .with(jobs.slots().free(job))
            .with(
                jobs.end(
                    Run.first(operation.jobId()),
                    JobStatus.PENDING,
                    JobStatus.FAILED,
                    Launch.NOT_STARTED,
                    clock.instant()))
            .with(clusters.move(cluster.clusterId(), ClusterStatus.DELETED))
            .with(clusters.releaseName(cluster))
            .run();
    // The same order, at the same time, may have been faster.
    return failed.isEmpty() || jobs.find(operation.jobId()).filter(Launch::wasReleased).isPresent();
  }
}
