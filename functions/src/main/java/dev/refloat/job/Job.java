package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.SortableTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A restore job.
 *
 * @param projectId the target project
 * @param clusterId the target cluster
 * @param sourceClusterId the cluster that was backed up
 * @param createdBy the principal that asked for it
 * @param plan absent until Plan has finished
 * @param reason why it failed; empty otherwise
 */
public record Job(
    String jobId,
    JobStatus status,
    String projectId,
    String clusterId,
    String clusterName,
    String sourceClusterId,
    String backupId,
    String createdBy,
    Instant startTime,
    Optional<Instant> endTime,
    Optional<PlanReference> plan,
    String reason) {

  /** The only type of job there is. */
  public static final String TYPE = "RESTORE";

  /**
   * Where the immutable plan is, and what it amounts to.
   *
   * @param prefix in the work bucket, ending in a slash
   * @param digest SHA-256 in hex of the plan's list of collections, which holds the digests of the
   *     other files
   * @param collections how many the job has, those included that it skips
   * @param skipped how many it leaves as they are
   * @param warnings what the restore cannot know or keep, for people
   */
  public record PlanReference(
      String prefix,
      String digest,
      int collections,
      int skipped,
      long objects,
      long bytes,
      List<String> warnings) {

    /** The attempt that planned: the last part of the prefix. Ledger entries are named after it. */
    String attempt() {
      String path = prefix.substring(0, prefix.length() - 1);
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  public String description() {
    return "Restore of backup " + backupId + " to cluster " + clusterName;
  }

  static Job of(Item item) {
    return new Job(
        item.text("jobId"),
        JobStatus.valueOf(item.text("status")),
        item.text("projectId"),
        item.text("clusterId"),
        item.text("clusterName"),
        item.text("sourceClusterId"),
        item.text("backupId"),
        item.text("createdBy"),
        item.instant("startTime"),
        item.findInstant("endTime"),
        item.findText("plan").map(json -> JobStore.plan(json)),
        item.findText("reason").orElse(""));
  }

  Item toItem() {
    return Item.key(JobStore.partition(jobId), JobStore.JOB)
        .with("jobId", jobId)
        .with("status", status.name())
        .with("projectId", projectId)
        .with("clusterId", clusterId)
        .with("clusterName", clusterName)
        .with("sourceClusterId", sourceClusterId)
        .with("backupId", backupId)
        .with("createdBy", createdBy)
        .with("startTime", startTime)
        .with("listKey", JobStore.listKey(projectId))
        .with("listSort", SortableTime.of(startTime) + "#" + jobId)
        .with("expiresAt", JobStore.expiry(startTime));
  }
}
