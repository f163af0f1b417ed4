package dev.refloat.restore;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.CollectionSummary;
import dev.refloat.backup.Compatibility;
import dev.refloat.backup.DatabaseSummary;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.Job;
import dev.refloat.job.JobRequests;
import dev.refloat.job.JobStatus;
import dev.refloat.job.JobStore;
import dev.refloat.job.JobType;
import dev.refloat.job.Run;
import dev.refloat.platform.Json;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the restore of collections of a backup into a cluster that runs.
 *
 * <p>Order of writes: one transaction creates the job and reserves the first names in the cluster,
 * then the execution is started under the job's id. Its first state reserves all names before
 * anything is copied; that a request does so for as many as a transaction takes only lets nearly
 * every caller know at once who was faster.
 */
public final class RestoreCollections {
  private static final Logger log = LoggerFactory.getLogger(RestoreCollections.class);

  /** A transaction takes 100 writes; the job, its event and its request are the others. */
  private static final int RESERVED_AT_ONCE = 90;

  /** Between two, names were released that a job that has ended still held. */
  private static final int ATTEMPTS = 5;

  private final ClusterStore clusters;
  private final CollectionNames names;
  private final Destinations destinations;
  private final JobStore jobs;
  private final JobRequests requests;
  private final Launch launch;
  private final DryRunPlans dryRunPlans;
  private final DryRuns dryRuns;
  private final InstantSource clock;

  RestoreCollections(
      ClusterStore clusters,
      CollectionNames names,
      Destinations destinations,
      JobStore jobs,
      JobRequests requests,
      Launch launch,
      DryRunPlans dryRunPlans,
      DryRuns dryRuns,
      InstantSource clock) {
    this.clusters = clusters;
    this.names = names;
    this.destinations = destinations;
    this.jobs = jobs;
    this.requests = requests;
    this.launch = launch;
    this.dryRunPlans = dryRunPlans;
    this.dryRuns = dryRuns;
    this.clock = clock;
  }

  /** What the caller gets. */
  public record Started(String jobId) {}

  /**
   * Reserves what can be and starts the job. An order that was carried out before, wholly or in
   * part, is carried on with.
   *
   * @param backup that of the request, with its databases
   * @param destination the cluster of the request
   * @param createdBy the principal that asks for it
   * @throws Refused where the backup or the cluster cannot be used so, something wanted is not in
   *     the backup, or a destination is taken; nothing is written then
   */
  public Started start(
      RestoreCollectionRequest request,
      BackupRecord backup,
      Cluster destination,
      String createdBy,
      Operation operation) {
    String jobId = operation.jobId();
    Optional<Job> before = operation.isNew() ? Optional.empty() : jobs.find(jobId);
    Job job =
        before.orElseGet(
            () ->
                reserve(
                    job(request, backup, destination, createdBy, operation),
                    backup,
                    request.selection()));
    requireNotReleased(job);
    jobs.lists().add(job);
    launch.start(job, () -> release(jobId));
    return new Started(jobId);
  }

  /**
   * What is to be made of a request.
   *
   * @throws Refused where the backup cannot be restored so
   */
  private static DryRunRequest wanted(
      RestoreCollectionRequest request, BackupRecord backup, Cluster destination) {
    AvailableBackup.require(backup);
    AvailableBackup.requireRbac(backup, request.selection().rbac());
    ExistingCluster.requireRunning(destination);
    Compatibility.require(backup.milvusVersion(), destination.milvusVersion());
    return new DryRunRequest(request.selection(), null);
  }

  /**
   * Plans it and starts nothing.
   *
   * @throws Refused where the backup or the cluster cannot be used so, or the dry run failed
   */
  public DryRuns.Result plan(
      RestoreCollectionRequest request,
      BackupRecord backup,
      Cluster destination,
      String createdBy,
      Operation operation) {
    return dryRuns.run(
        asked(JobType.PLAN, request, destination, createdBy),
        wanted(request, backup, destination),
        operation);
  }

  private Job reserve(Job job, BackupRecord backup, Selection selection) {
    List<Target> targets = names(backup).map(selection::targets).orElseGet(List::of);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      destinations.skipped(job.clusterId(), job.run(), targets, selection.conflictPolicy());
      OptionalInt failed = reservation(job, selection, targets).run();
      if (failed.isEmpty()) {
        log.atInfo()
            .addKeyValue("jobId", job.jobId())
            .addKeyValue("clusterId", job.clusterId())
            .addKeyValue("backupId", job.backupId())
            .log("Restore reserved");
        return job;
      }
      Optional<Job> faster = jobs.find(job.jobId());
      if (faster.isPresent()) {
        return faster.get(); // The same order, at the same time.
      }
      ExistingCluster.requireRunning(clusters.find(job.clusterId()).orElseThrow());
    }
    throw new IllegalStateException("Names change hands faster than they can be reserved");
  }

  private Transaction reservation(Job job, Selection selection, List<Target> targets) {
    var transaction =
        new Transaction().with(jobs.create(job)).with(clusters.requireRunning(job.clusterId()));
    requests.create(job.jobId(), Json.bytes(selection), job.startTime()).forEach(transaction::with);
    if (reservesNames(selection)) {
      boolean replacing = selection.conflictPolicy() == ConflictPolicy.OVERWRITE;
      targets.stream()
          .limit(RESERVED_AT_ONCE)
          .map(
              target ->
                  names.reservation(
                      job.clusterId(), target.dbName(), target.name(), job.run().name(), replacing))
          .forEach(transaction::with);
    }
    return transaction;
  }

  private static boolean reservesNames(Selection selection) {
    return selection.conflictPolicy() != ConflictPolicy.SKIP;
  }

  /** How many names the request reserves. */
  static long reserved(BackupRecord backup, Selection selection) {
    int targets = names(backup).map(selection::targets).orElseGet(List::of).size();
    return reservesNames(selection) ? Math.min(RESERVED_AT_ONCE, targets) : 0;
  }

  /**
   * The names in the backup, as it was registered; empty where it has so many that the registry
   * does not keep them. Then only the plan knows.
   */
  private static Optional<Map<String, List<String>>> names(BackupRecord backup) {
    var names = new LinkedHashMap<String, List<String>>();
    for (DatabaseSummary database : backup.databases()) {
      if (database.collections().size() != database.collectionCount()) {
        return Optional.empty();
      }
      names.put(
          database.dbName(),
          database.collections().stream().map(CollectionSummary::collectionName).toList());
    }
    return Optional.of(names);
  }

  private Job job(
      RestoreCollectionRequest request,
      BackupRecord backup,
      Cluster destination,
      String createdBy,
      Operation operation) {
    DryRunRequest wanted = wanted(request, backup, destination);
    Job.Request asked = asked(JobType.RESTORE, request, destination, createdBy);
    dryRunPlans.require(asked, wanted);
    return Job.pending(operation.jobId(), asked, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static Job.Request asked(
      JobType type, RestoreCollectionRequest request, Cluster destination, String createdBy) {
    return new Job.Request(
        type,
        destination.projectId(),
        destination.clusterId(),
        destination.clusterName(),
        request.sourceClusterId(),
        request.backupId(),
        createdBy,
        request.planId());
  }

  /** The call that released the job may have died before it released all names. */
  private void requireNotReleased(Job job) {
    if (Launch.wasReleased(job)) {
      names.releaseAll(job.clusterId(), Run.first(job.jobId()).name()::equals);
    }
    Launch.requireNotReleased(job);
  }

  /** Only of a job that nobody has begun: one that was begun is ended by its execution. */
  private boolean release(String jobId) {
    Job job = jobs.find(jobId).orElseThrow();
    OptionalInt failed =
        new Transaction()
            .with(jobs.slots().free(job))
            .with(
                jobs.end(
                    job.run(),
                    JobStatus.PENDING,
                    JobStatus.FAILED,
                    Launch.NOT_STARTED,
                    clock.instant()))
            .run();
    // The same order, at the same time, may have been faster.
    boolean released =
        failed.isEmpty() || jobs.find(job.jobId()).filter(Launch::wasReleased).isPresent();
    if (released) {
      names.releaseAll(job.clusterId(), Run.first(job.jobId()).name()::equals);
    }
    return released;
  }
}
