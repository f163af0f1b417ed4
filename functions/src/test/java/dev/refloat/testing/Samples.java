package dev.refloat.testing;

import dev.refloat.job.Job;
import dev.refloat.job.JobType;
import dev.refloat.job.Outcome;
import dev.refloat.platform.Item;
import java.time.Instant;
import java.util.Optional;

/** Records for tests that need one and do not care which. */
public final class Samples {
  public static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

  /** The number of a plan of a job's first run. */
  public static final String ATTEMPT = "10000001";

  private Samples() {}

  public static Job job(String jobId) {
    return job(jobId, START);
  }

  public static Job job(String jobId, Instant start) {
    return Job.pending(
        jobId,
        new Job.Request(
            JobType.RESTORE,
            "proj-1234",
            "in01-target",
            "target",
            "in01-source",
            "backup1234",
            "key-1",
            Optional.empty()),
        start);
  }

  /** As the table holds it; asked for at {@link #START}, in its first run. */
  public static Item jobItem(String jobId, String status) {
    return Item.key("JOB#" + jobId, "JOB")
        .with("jobId", jobId)
        .with("status", status)
        .with("projectId", "proj-1234")
        .with("clusterId", "in01-target")
        .with("clusterName", "target")
        .with("sourceClusterId", "in01-source")
        .with("backupId", "backup1234")
        .with("createdBy", "key-1")
        .with("startTime", START)
        .with("run", 1);
  }

  public static Outcome waiting(String collection, long objects, long bytes) {
    return Outcome.waiting(
        collection,
        ATTEMPT,
        "default",
        "c" + collection,
        "default",
        "c" + collection,
        "7",
        objects,
        bytes);
  }
}
