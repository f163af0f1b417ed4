package dev.refloat.job;

import dev.refloat.platform.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A restore job, or the dry run of one.
 *
 * @param projectId the target project
 * @param clusterId the target cluster; of a dry run that would make one, the cluster that was
 *     backed up
 * @param sourceClusterId the cluster that was backed up
 * @param createdBy the principal that asked for it
 * @param planId the dry run whose plan it is to be
 * @param runNumber 1, and one more with each retry
 * @param runStart when this run was asked for
 * @param admittedRun the name of the run that was let start, where only so many may run at once
 * @param endTime of this run
 * @param rbacRun the last run that restored users and roles; 0 where none has
 * @param plan of this run, or of an earlier one until this one has planned
 * @param earlier how far earlier runs were
 * @param reason why it failed, or by whom it was canceled; empty otherwise
 */
public record Job(
    String jobId,
    JobType type,
    JobStatus status,
    String projectId,
    String clusterId,
    String clusterName,
    String sourceClusterId,
    String backupId,
    String createdBy,
    Optional<String> planId,
    Instant startTime,
    int runNumber,
    Instant runStart,
    Optional<String> admittedRun,
    Optional<Instant> endTime,
    int rbacRun,
    Optional<PlanReference> plan,
    Earlier earlier,
    String reason) {

  /** What is asked for, by whom. */
  public record Request(
      JobType type,
      String projectId,
      String clusterId,
      String clusterName,
      String sourceClusterId,
      String backupId,
      String createdBy,
      Optional<String> planId) {}

  /**
   * How far the job was when its present run began. What is shown never goes back behind it.
   *
   * @param visibleBytes of collections that were visible then, and are not copied again
   */
  public record Earlier(int percent, long objects, long bytes, long visibleBytes) {
    static final Earlier NOTHING = new Earlier(0, 0, 0, 0);
  }

  /**
   * Where the immutable plan is, and what it amounts to.
   *
   * @param prefix in the work bucket, ending in a slash
   * @param digest SHA-256 in hex of the plan's list of collections, which holds the digests of the
   *     other files
   * @param collections how many the job has, those included that it skips or that an earlier run
   *     restored
   * @param skipped how many it leaves as they are
   * @param rbac whether users and roles are to be restored too
   * @param objects of all collections of the job
   * @param warnings what the restore cannot know or keep, for people
   */
  public record PlanReference(
      String prefix,
      String digest,
      int collections,
      int skipped,
      boolean rbac,
      long objects,
      long bytes,
      List<String> warnings) {

    /** The attempt that planned: the last part of the prefix. Ledger entries are named after it. */
    public String attempt() {
      String path = prefix.substring(0, prefix.length() - 1);
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** A job that is asked for. */
  public static Job pending(String jobId, Request request, Instant now) {
    return new Job(
        jobId,
        request.type(),
        JobStatus.PENDING,
        request.projectId(),
        request.clusterId(),
        request.clusterName(),
        request.sourceClusterId(),
        request.backupId(),
        request.createdBy(),
        request.planId(),
        now,
        1,
        now,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Earlier.NOTHING,
        "");
  }

  public String description() {
    String restore = "Restore of backup " + backupId + " to cluster " + clusterName;
    return isDryRun() ? "Dry run: " + restore : restore;
  }

  /** Whether it plans a restore and does nothing else. */
  public boolean isDryRun() {
    return type == JobType.PLAN;
  }

  public Run run() {
    return new Run(jobId, runNumber);
  }

  /** Whether it has a slot among those that may run. */
  public boolean isAdmitted() {
    return admittedRun.filter(run().name()::equals).isPresent();
  }

  /** The plan of this run, once it is made. */
  public Optional<PlanReference> currentPlan() {
    return plan.filter(p -> Attempt.run(p.attempt()) == runNumber);
  }

  /** Whether this run has restored all the users and roles that it is to restore. */
  public boolean hasItsRbac() {
    return rbacRun == runNumber || currentPlan().filter(PlanReference::rbac).isEmpty();
  }

  static Job of(Item item) {
    Instant startTime = item.instant("startTime");
    return new Job(
        item.text("jobId"),
        item.findText("type").map(JobType::valueOf).orElse(JobType.RESTORE),
        JobStatus.valueOf(item.text("status")),
        item.text("projectId"),
        item.text("clusterId"),
        item.text("clusterName"),
        item.text("sourceClusterId"),
        item.text("backupId"),
        item.text("createdBy"),
        item.findText("planId"),
        startTime,
        (int) item.number("run"),
        item.findInstant("runStart").orElse(startTime),
        item.findText("admitted"),
        item.findInstant("endTime"),
        (int) item.count("rbacRun"),
        item.findText("plan").map(json -> JobStore.plan(json)),
        new Earlier(
            (int) item.count("earlierPercent"),
            item.count("earlierObjects"),
            item.count("earlierBytes"),
            item.count("visibleBytes")),
        item.findText("reason").orElse(""));
  }

  /** Of a job that is asked for. */
  Item toItem() {
    return Item.key(JobStore.partition(jobId), JobStore.JOB)
        .with("jobId", jobId)
        .with("type", type.name())
        .with("status", status.name())
        .with("projectId", projectId)
        .with("clusterId", clusterId)
        .with("clusterName", clusterName)
        .with("sourceClusterId", sourceClusterId)
        .with("backupId", backupId)
        .with("createdBy", createdBy)
        .with("planId", planId.orElse(null))
        .with("startTime", startTime)
        .with("run", runNumber)
        .with("expiresAt", JobStore.expiry(startTime));
  }
}
