package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.job.Copied;
import dev.refloat.job.Job;
import dev.refloat.job.JobEstimates;
import dev.refloat.job.Outcome;
import dev.refloat.job.Progress;
import dev.refloat.rbac.RbacResult;
import dev.refloat.restore.DryRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it.
 *
 * @param progress per cent, as text
 * @param endTime null while it runs
 * @param reason why it failed, or by whom it was canceled; empty otherwise
 * @param planId of the dry run that it was asked for with; null where it was without
 * @param runs 1, and one more with each retry
 * @param etaSeconds null where it cannot be told
 * @param plan what a dry run found; null of other jobs, until it is made, and in lists
 * @param rbac what was done to users and roles; null where none were restored
 * @param estimate what the last run that was planned was expected to take; null in lists, and where
 *     none was planned
 * @param actual what it took; null until it has ended
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobView(
    String jobId,
    String type,
    String status,
    String progress,
    String startTime,
    @Nullable String endTime,
    String reason,
    String description,
    String projectId,
    String clusterId,
    String backupId,
    String createdBy,
    @Nullable String planId,
    int runs,
    long bytesTotal,
    long bytesCopied,
    long objectsTotal,
    long objectsCopied,
    long bytesPerSecond,
    @Nullable Long etaSeconds,
    @Nullable RbacResult rbac,
    DryRunView.@Nullable Plan plan,
    @Nullable EstimateView estimate,
    @Nullable ActualView actual,
    List<Collection> collections) {

  /**
   * One collection of a job.
   *
   * @param db of the source
   * @param destinationDb the database it gets into
   * @param destination the name it gets in the cluster
   * @param reason why it failed, was canceled or skipped; empty otherwise
   * @param verified in words, how the copy was compared with the plan; empty until it was
   */
  record Collection(
      String db,
      String name,
      String destinationDb,
      String destination,
      String status,
      String progress,
      String reason,
      String verified) {
    static Collection of(Outcome outcome, Copied copied) {
      return new Collection(
          outcome.sourceDbName(),
          outcome.sourceName(),
          outcome.dbName(),
          outcome.name(),
          outcome.status().name(),
          Integer.toString(outcome.progress(copied)),
          outcome.reason(),
          outcome.verified());
    }
  }

  static JobView of(
      Job job,
      List<Outcome> outcomes,
      Map<String, Copied> copied,
      Optional<RbacResult> rbac,
      Optional<DryRun> plan,
      Optional<JobEstimates.Kept> estimate,
      Instant now) {
    Progress progress = Progress.of(job, copied.values(), now);
    return new JobView(
        job.jobId(),
        job.type().name(),
        job.status().name(),
        Integer.toString(progress.percent()),
        Times.text(job.startTime()),
        job.endTime().map(Times::text).orElse(null),
        job.reason(),
        job.description(),
        job.projectId(),
        job.clusterId(),
        job.backupId(),
        job.createdBy(),
        job.planId().orElse(null),
        job.runNumber(),
        progress.bytesTotal(),
        progress.bytesCopied(),
        progress.objectsTotal(),
        progress.objectsCopied(),
        progress.bytesPerSecond(),
        progress.etaSeconds().orElse(null),
        rbac.orElse(null),
        DryRunView.Plan.of(plan),
        estimate.map(kept -> EstimateView.of(kept.estimate())).orElse(null),
        estimate.flatMap(kept -> ActualView.of(job, kept, copied.values())).orElse(null),
        outcomes.stream()
            .map(o -> Collection.of(o, copied.getOrDefault(o.collection(), Copied.NOTHING)))
            .toList());
  }
}
