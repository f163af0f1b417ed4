package dev.refloat.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.job.Job;
import dev.refloat.job.JobChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What others are told of a change: the detail of the event, in the words of {@code
 * infra/job-status-change.schema.json}. Fields are added to it and never taken away or given
 * another meaning without another {@code version}.
 *
 * @param id the same however often this is told
 * @param run 1, and one more with each retry
 * @param previousStatus null of a job that is new
 * @param objectsTotal null before the run has planned
 * @param bytesTotal null before the run has planned
 * @param reason why it failed, or by whom it was canceled; empty otherwise
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record JobNotice(
    String version,
    String id,
    String jobId,
    int run,
    String type,
    String status,
    @Nullable String previousStatus,
    String time,
    String projectId,
    String clusterId,
    String clusterName,
    String sourceClusterId,
    String backupId,
    String createdBy,
    String startTime,
    @Nullable String endTime,
    @Nullable Long objectsTotal,
    @Nullable Long bytesTotal,
    String reason) {

  private static final String VERSION = "1";

  static JobNotice of(JobChange change) {
    Job job = change.job();
    return new JobNotice(
        VERSION,
        change.id(),
        job.jobId(),
        job.runNumber(),
        job.type().name(),
        job.status().name(),
        change.from().map(Enum::name).orElse(null),
        seconds(change.time()),
        job.projectId(),
        job.clusterId(),
        job.clusterName(),
        job.sourceClusterId(),
        job.backupId(),
        job.createdBy(),
        seconds(job.startTime()),
        job.endTime().map(JobNotice::seconds).orElse(null),
        job.currentPlan().map(Job.PlanReference::objects).orElse(null),
        job.currentPlan().map(Job.PlanReference::bytes).orElse(null),
        job.reason());
  }

  /** As the API tells times. */
  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
