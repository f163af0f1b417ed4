package dev.refloat.bench.run;

import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import dev.refloat.local.demo.DemoFailure;
import dev.refloat.local.demo.Job;
import dev.refloat.local.demo.RestoreClient;
import java.time.Duration;
import java.time.Instant;

/**
 * A whole restore into a new cluster: from the request until its execution has come to its end,
 * which is just after the job became SUCCESSFUL.
 */
public final class RefloatRestore implements Contestant {
  /**
   * As often as the console asks for a job that runs. Asking more often would find the end of a
   * short restore no better, since that is read from its execution, and would take from the
   * processors what the restore could have.
   */
  private static final Duration POLL = Duration.ofSeconds(2);

  private final RestoreClient client;
  private final Executions executions;

  public RefloatRestore(RestoreClient client, Executions executions) {
    this.client = client;
    this.executions = executions;
  }

  @Override
  public String name() {
    return "Refloat";
  }

  @Override
  public String how() {
    return "POST restoreCluster, then GET the job every "
        + POLL.toMillis()
        + " ms; ends with the execution: planned, copied, verified, visible";
  }

  @Override
  public Run run(Backup backup, int round) throws InterruptedException {
    try {
      String backupId = ListedBackup.await(client, backup);
      Instant start = Instant.now();
      RestoreClient.Started started =
          client.restore(
              backup.clusterId(), backupId, "bench-" + backup.workload().name() + "-" + round);
      Job job;
      do {
        Thread.sleep(POLL);
        job = client.job(started.jobId());
      } while (!job.ended());
      if (!job.succeeded()) {
        throw new BenchFailure("The restore failed: " + job.status() + ", " + job.reason());
      }
      Duration took = Duration.between(start, executions.end(started.jobId()));
      return new Run(took, started.clusterId() + "/", started.jobId());
    } catch (DemoFailure e) {
      throw new BenchFailure("The restore failed: " + e.getMessage(), e);
    }
  }
}
