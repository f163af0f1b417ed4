package dev.refloat.restore;

import dev.refloat.cluster.Databases;
import dev.refloat.job.Job;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the databases that a job was to make and of which it has no collection: no commit does.
 * They appear as the job succeeds, so that one that fails or is canceled leaves none.
 */
final class EmptyDatabases {
  /** What goes into the transaction that ends a job takes less than ten of the hundred writes. */
  private static final int WITH_THE_END = 90;

  private final JobStore jobs;
  private final Databases databases;
  private final PlannedDatabases planned;

  EmptyDatabases(JobStore jobs, Databases databases, PlannedDatabases planned) {
    this.jobs = jobs;
    this.databases = databases;
    this.planned = planned;
  }

  /**
   * The writes that go with the end of the job. Those that are too many for that are made here, as
   * long as the run goes on; Milvus has at most 64 databases unless it is told otherwise.
   */
  List<Write> create(Job job, List<Outcome> all) {
    Set<String> made = all.stream().map(Outcome::dbName).collect(Collectors.toSet());
    List<Write> writes =
        planned.read(job.jobId()).stream()
            .filter(database -> !made.contains(database.dbName()))
            .map(database -> databases.createIfAbsent(job.clusterId(), database))
            .toList();
    int from = 0;
    for (; writes.size() - from > WITH_THE_END; from += WITH_THE_END) {
      new Transaction()
          .with(jobs.requireRunning(job.run()))
          .with(writes.subList(from, from + WITH_THE_END))
          .run();
    }
    return writes.subList(from, writes.size());
  }
}
