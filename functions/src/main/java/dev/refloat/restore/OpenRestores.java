package dev.refloat.restore;

import dev.refloat.job.Job;
import dev.refloat.job.JobStore;
import java.util.List;

/**
 * The restores that have not ended, by where they go to. A dry run is none: it holds nothing of a
 * cluster, and finds out when that goes away.
 */
final class OpenRestores {
  private final JobStore jobs;

  OpenRestores(JobStore jobs) {
    this.jobs = jobs;
  }

  /** The ids of those into a cluster, or that make it. */
  List<String> into(String clusterId) {
    return jobs.findAll(jobs.active().all()).stream()
        .filter(job -> job.clusterId().equals(clusterId))
        .filter(job -> !job.isDryRun() && !job.status().isTerminal())
        .map(Job::jobId)
        .sorted()
        .toList();
  }
}
