package dev.refloat.bench.run;

import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import dev.refloat.local.demo.DemoFailure;
import dev.refloat.local.demo.Job;
import dev.refloat.local.demo.RestoreClient;
import java.time.Duration;

/**
 * A whole restore into a new cluster, as a client sees it: from the request to the first answer
 * that says SUCCESSFUL.
 */
public final class RefloatRestore implements Contestant {
  /** A client asks now and then; on average half of it is added to the time. */
  private static final Duration POLL = Duration.ofMillis(200);

  private final RestoreClient client;

  public RefloatRestore(RestoreClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "Refloat";
  }

  @Override
  public String how() {
    return "POST restoreCluster, then GET the job every "
        + POLL.toMillis()
        + " ms until it is SUCCESSFUL: planned, copied, verified, visible";
  }

  @Override
  public Run run(Backup backup, int round) throws InterruptedException {
    try {
      String backupId = ListedBackup.await(client, backup);
      long start = System.nanoTime();
      RestoreClient.Started started =
          client.restore(
              backup.clusterId(), backupId, "bench-" + backup.workload().name() + "-" + round);
      Job job = client.job(started.jobId());
      while (!job.ended()) {
        Thread.sleep(POLL);
        job = client.job(started.jobId());
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (!job.succeeded()) {
        throw new BenchFailure("The restore failed: " + job.status() + ", " + job.reason());
      }
      return new Run(took, started.clusterId() + "/", started.jobId());
    } catch (DemoFailure e) {
      throw new BenchFailure("The restore failed: " + e.getMessage(), e);
    }
  }
}
