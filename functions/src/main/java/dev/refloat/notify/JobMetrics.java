package dev.refloat.notify;

import dev.refloat.job.Job;
import dev.refloat.job.JobChange;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Metrics.Measure;
import dev.refloat.platform.Metrics.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Measures runs that have begun and that have ended, by how they ended. A change that is told twice
 * counts twice.
 */
public final class JobMetrics {
  private final Metrics metrics;

  public JobMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  /** {@code JobsStarted}; {@code JobsEnded} and {@code JobSeconds} by {@code Status}. */
  public void count(JobChange change) {
    Job job = change.job();
    if (job.status() == JobStatus.IN_PROGRESS) {
      metrics.put(Map.of(), List.of(new Measure("JobsStarted", Unit.COUNT, 1)));
    } else if (job.status().isTerminal()) {
      ended(job, change.time());
    }
  }

  private void ended(Job job, Instant change) {
    Instant end = job.endTime().orElse(change);
    metrics.put(
        Map.of("Status", job.status().name()),
        List.of(
            new Measure("JobsEnded", Unit.COUNT, 1),
            new Measure(
                "JobSeconds", Unit.SECONDS, Duration.between(job.runStart(), end).toSeconds())));
  }
}
