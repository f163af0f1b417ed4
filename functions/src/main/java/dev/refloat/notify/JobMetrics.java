package dev.refloat.notify;

import dev.refloat.job.Job;
import dev.refloat.job.JobChange;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Metrics.Measure;
import dev.refloat.platform.Metrics.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Measures runs that have ended, by how they ended. A change that is told twice counts twice. */
public final class JobMetrics {
  private final Metrics metrics;

  public JobMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  /** {@code JobsEnded} and {@code JobSeconds} by {@code Status}. */
  public void count(JobChange change) {
    Job job = change.job();
    if (!job.status().isTerminal()) {
      return;
    }
    Instant end = job.endTime().orElse(change.time());
    metrics.put(
        Map.of("Status", job.status().name()),
        List.of(
            new Measure("JobsEnded", Unit.COUNT, 1),
            new Measure(
                "JobSeconds", Unit.SECONDS, Duration.between(job.runStart(), end).toSeconds())));
  }
}
