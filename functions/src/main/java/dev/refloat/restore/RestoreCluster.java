package dev.refloat.restore;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.BackupType;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Starts the restore of a cluster backup into a new cluster.
 *
 * <p>Order of writes: one transaction reserves the name and creates the cluster and the job, then
 * the execution is started under the job's id. Where it cannot be started, everything is released
 * again before the caller hears of it.
 */
public final class RestoreCluster {
  private static final Logger log = LoggerFactory.getLogger(RestoreCluster.class);
  private static final String ADMINISTRATOR = "db_admin";

  private final BackupStore backups;
  private final ClusterStore clusters;
  private final JobStore jobs;
  private final SfnClient stepFunctions;
  private final String stateMachineArn;
  private final String region;
  private final InstantSource clock;

  public RestoreCluster(
      BackupStore backups,
      ClusterStore clusters,
      JobStore jobs,
      SfnClient stepFunctions,
      String stateMachineArn,
      String region,
      InstantSource clock) {
    this.backups = backups;
    this.clusters = clusters;
    this.jobs = jobs;
    this.stepFunctions = stepFunctions;
    this.stateMachineArn = stateMachineArn;
    this.region = region;
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
   * Reserves everything and starts the job.
   *
   * @param createdBy the principal that asks for it
   * @throws Refused where the backup cannot be restored so, or the name is taken; nothing is
   *     written then
   */
  public Started start(RestoreClusterRequest request, String createdBy) {
    BackupRecord backup = restorable(request);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Cluster cluster = cluster(request, now);
    Job job = job(request, cluster, createdBy, now);
    Password password = Password.random();
    OptionalInt failed =
        new Transaction()
            .with(clusters.reserveName(cluster))
            .with(clusters.create(cluster))
            .with(clusters.createUser(cluster.clusterId(), ADMINISTRATOR, password.hash()))
            .with(jobs.create(job))
            .run();
    if (failed.isPresent()) {
      throw new Refused(
          ErrorCode.CLUSTER_NAME_TAKEN,
          "The project has a cluster named "
              + cluster.clusterName()
              + " already; choose another clusterName.");
    }
    log.atInfo()
        .addKeyValue("jobId", job.jobId())
        .addKeyValue("clusterId", cluster.clusterId())
        .addKeyValue("backupId", backup.backupId())
        .log("Restore reserved");
    startExecution(job, cluster);
    return new Started(cluster.clusterId(), ADMINISTRATOR, password.text(), job.jobId());
  }

  private BackupRecord restorable(RestoreClusterRequest request) {
    BackupRecord backup =
        backups
            .find(request.sourceClusterId(), request.backupId())
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.BACKUP_NOT_FOUND,
                        "Cluster "
                            + request.sourceClusterId()
                            + " has no backup "
                            + request.backupId()
                            + "."));
    if (backup.type() != BackupType.CLUSTER) {
      throw new Refused(
          ErrorCode.BACKUP_TYPE_WRONG,
          "Backup "
              + backup.backupId()
              + " is a collection backup; restoreCluster needs a cluster backup.");
    }
    if (backup.status() != BackupStatus.AVAILABLE) {
      throw new Refused(
          ErrorCode.BACKUP_NOT_AVAILABLE,
          "Backup "
              + backup.backupId()
              + " is "
              + backup.status()
              + "; only an AVAILABLE backup can be restored.");
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
    return backup;
  }

  private Cluster cluster(RestoreClusterRequest request, Instant now) {
    return new Cluster(
        Ids.cluster(),
        request.projectId(),
        request.clusterName(),
        "",
        region,
        request.cuSize(),
        ClusterStatus.CREATING,
        now,
        Ids.job());
  }

  private static Job job(
      RestoreClusterRequest request, Cluster cluster, String createdBy, Instant now) {
    return new Job(
        cluster.restoreJobId(),
        JobStatus.PENDING,
        cluster.projectId(),
        cluster.clusterId(),
        cluster.clusterName(),
        request.sourceClusterId(),
        request.backupId(),
        request.collectionStatus().name(),
        createdBy,
        now,
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /**
   * Nothing but rows is there to be released. Should the execution start later all the same, its
   * first state finds the job ended and stops.
   *
   * @return false where the execution has begun its work already, or even ended the job: then
   *     nothing is released
   */
  private boolean release(Job job, Cluster cluster) {
    String reason = "The restore could not be started.";
    return new Transaction()
        .with(jobs.end(job.jobId(), JobStatus.FAILED, reason, clock.instant()))
        .with(clusters.move(cluster.clusterId(), ClusterStatus.DELETED))
        .with(clusters.releaseName(cluster))
        .run()
        .isEmpty();
  }

  /** The name makes it idempotent: however often it is sent, one execution starts. */
  private void startExecution(Job job, Cluster cluster) {
    try {
      stepFunctions.startExecution(
          r ->
              r.stateMachineArn(stateMachineArn)
                  .name(job.jobId())
                  .input(Json.text(Map.of("jobId", job.jobId()))));
    } catch (SdkException e) {
      log.atError()
          .addKeyValue("jobId", job.jobId())
          .setCause(e)
          .log("Execution could not be started");
      if (!release(job, cluster)) {
        // Only the answer was lost. The caller needs the password, which is nowhere else.
        log.atWarn().addKeyValue("jobId", job.jobId()).log("Execution had started all the same");
        return;
      }
      throw new Refused(
          ErrorCode.INTERNAL,
          "The restore could not be started and nothing was kept of it; ask for it again.",
          e);
    }
  }
}
