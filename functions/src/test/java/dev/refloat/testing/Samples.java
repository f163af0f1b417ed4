package dev.refloat.testing;

import dev.refloat.job.Job;
import dev.refloat.job.Outcome;
import java.time.Instant;

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
        new Job.Request("proj-1234", "in01-target", "target", "in01-source", "backup1234", "key-1"),
        start);
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
