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
import dev.refloat.platform.Json;
import dev.refloat.platform.Operation;
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
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

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

  /** The reason of a job that was released; no other job has it. */
  private static final String NOT_STARTED = "The restore could not be started.";

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
   * Reserves everything and starts the job. An order that was carried out before, wholly or in
   * part, is carried on with.
   *
   * @param createdBy the principal that asks for it
   * @throws Refused where the backup cannot be restored so, or the name is taken; nothing is
   *     written then
   */
  public Started start(RestoreClusterRequest request, String createdBy, Operation operation) {
    Optional<Job> job = jobs.find(operation.jobId());
    if (job.isEmpty()) {
      reserve(request, createdBy, operation);
    } else if (wasReleased(job.get())) {
      // By a call that died before it could say so.
      throw notStarted();
    }
    startExecution(operation);
    return started(operation);
  }

  /** What the caller was told of an order that was carried out. */
  public Started started(Operation operation) {
    return new Started(
        operation.clusterId(), ADMINISTRATOR, password(operation).text(), operation.jobId());
  }

  private void reserve(RestoreClusterRequest request, String createdBy, Operation operation) {
    BackupRecord backup = restorable(request);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Cluster cluster = cluster(request, operation, now);
    Job job = job(request, cluster, createdBy, now);
    Password password = password(operation);
    OptionalInt failed =
        new Transaction()
            .with(clusters.reserveName(cluster))
            .with(clusters.create(cluster))
            .with(clusters.createUser(cluster.clusterId(), ADMINISTRATOR, password.hash()))
            .with(jobs.create(job))
            .run();
    if (failed.isPresent()) {
      if (jobs.find(job.jobId()).isPresent()) {
        return; // The same order, at the same time, was faster.
      }
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
  }

  private static Password password(Operation operation) {
    return Password.of(operation.secret("password"));
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

  private Cluster cluster(RestoreClusterRequest request, Operation operation, Instant now) {
    return new Cluster(
        operation.clusterId(),
        request.projectId(),
        request.clusterName(),
        "",
        region,
        request.cuSize(),
        ClusterStatus.CREATING,
        now,
        operation.jobId());
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
  private boolean release(Operation operation) {
    Cluster cluster = clusters.find(operation.clusterId()).orElseThrow();
    OptionalInt failed =
        new Transaction()
            .with(jobs.end(operation.jobId(), JobStatus.FAILED, NOT_STARTED, clock.instant()))
            .with(clusters.move(cluster.clusterId(), ClusterStatus.DELETED))
            .with(clusters.releaseName(cluster))
            .run();
    // The same order, at the same time, may have been faster.
    return failed.isEmpty()
        || jobs.find(operation.jobId()).filter(RestoreCluster::wasReleased).isPresent();
  }

  private static boolean wasReleased(Job job) {
    return job.reason().equals(NOT_STARTED);
  }

  private static Refused notStarted() {
    return new Refused(
        ErrorCode.INTERNAL,
        "The restore could not be started and nothing was kept of it; ask for it again.");
  }

  /** The name makes it idempotent: however often it is sent, one execution starts. */
  private void startExecution(Operation operation) {
    String jobId = operation.jobId();
    try {
      stepFunctions.startExecution(
          r ->
              r.stateMachineArn(stateMachineArn)
                  .name(jobId)
                  .input(Json.text(Map.of("jobId", jobId))));
    } catch (ExecutionAlreadyExistsException e) {
      log.atInfo().addKeyValue("jobId", jobId).log("Execution had started and ended");
    } catch (SdkException e) {
      log.atError().addKeyValue("jobId", jobId).setCause(e).log("Execution could not be started");
      if (!release(operation)) {
        // Only the answer was lost. The caller needs the password, which is nowhere else.
        log.atWarn().addKeyValue("jobId", jobId).log("Execution had started all the same");
        return;
      }
      throw notStarted();
    }
  }
}
