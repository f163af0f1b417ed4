package dev.refloat.bench.scale;

import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupRecord;
import dev.refloat.bench.scale.s3.S3Service;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Job;
import dev.refloat.job.JobType;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Json;
import dev.refloat.platform.Transaction;
import dev.refloat.restore.Wiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is when an execution starts: a backup, an empty cluster and a job that waits. */
final class RestoreOrder {
  private static final String PROJECT = "proj-simulated";
  private static final String SOURCE = "in01-simulated";
  static final String PREFIX = PROJECT + "/" + SOURCE + "/scale";

  private final Wiring wiring;

  RestoreOrder(Wiring wiring) {
    this.wiring = wiring;
  }

  BackupRecord register() {
    return wiring
        .backupRegistrar()
        .register(
            new BackupLocation(S3Service.BACKUP, PREFIX),
            SOURCE,
            PROJECT,
            Optional.empty(),
            Optional.empty());
  }

  /** Orders a restore of all of the backup into a new cluster. */
  Job order(BackupRecord backup, Instant now) {
    var cluster =
        new Cluster(
            Ids.cluster(),
            PROJECT,
            "target",
            "",
            "us-east-1",
            1,
            ClusterStatus.CREATING,
            now,
            "2.6",
            Ids.job());
    Job job =
        Job.pending(
            cluster.restoreJobId(),
            new Job.Request(
                JobType.RESTORE,
                PROJECT,
                cluster.clusterId(),
                cluster.clusterName(),
                SOURCE,
                backup.backupId(),
                "simulation",
                Optional.empty()),
            now);
    byte[] everything =
        Json.bytes(
            Map.of(
                "databases",
                List.of(),
                "load",
                "KEEP",
                "conflictPolicy",
                "FAIL",
                "verify",
                "FILES"));
    var transaction =
        new Transaction()
            .with(wiring.clusters().reserveName(cluster))
            .with(wiring.clusters().create(cluster))
            .with(wiring.jobs().create(job))
            .with(wiring.requests().create(job.jobId(), everything, now));
    if (transaction.run().isPresent()) {
      throw new IllegalStateException("The restore could not be ordered");
    }
    return job;
  }
}
