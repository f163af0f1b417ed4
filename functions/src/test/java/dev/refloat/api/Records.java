package dev.refloat.api;

import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.BackupType;
import dev.refloat.backup.CreationMethod;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Job;
import dev.refloat.job.JobType;
import dev.refloat.platform.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts records into the tables of an installation, through the stores. */
final class Records {
  private Records() {}

  static Cluster cluster(Installed installed, String clusterId, Instant createTime) {
    var cluster =
        new Cluster(
            clusterId,
            installed.projectId,
            "name-of-" + clusterId,
            "",
            "us-east-1",
            4,
            ClusterStatus.CREATING,
            createTime,
            "2.6",
            "job-of-" + clusterId);
    write(new Transaction().with(installed.wiring().clusters().create(cluster)));
    return cluster;
  }

  static Job job(Installed installed, String jobId, String clusterId, Instant startTime) {
    var job =
        Job.pending(
            jobId,
            new Job.Request(
                JobType.RESTORE,
                installed.projectId,
                clusterId,
                "target",
                "in01-source00000001",
                "backup1",
                "key-owner",
                Optional.empty()),
            startTime);
    write(new Transaction().with(installed.wiring().jobs().create(job)));
    installed.wiring().jobs().lists().add(job);
    return job;
  }

  static BackupRecord backup(
      Installed installed, String name, BackupType type, Instant createTime) {
    var store = installed.wiring().backups();
    var location =
        new BackupLocation(
            installed.settings().backupBucket(),
            installed.projectId + "/in01-source00000001/" + name);
    return put(
        store,
        new BackupRecord(
            BackupRecord.idOf(location),
            name,
            installed.projectId,
            "in01-source00000001",
            "",
            type,
            CreationMethod.MANUAL,
            BackupStatus.AVAILABLE,
            435_685,
            createTime,
            Optional.empty(),
            location,
            List.of("LATEST", "ORIGINAL"),
            true,
            "2.3.0",
            "etag",
            createTime,
            0,
            List.of()));
  }

  private static BackupRecord put(BackupStore store, BackupRecord backup) {
    return store.put(backup);
  }

  static void write(Transaction transaction) {
    if (transaction.run().isPresent()) {
      throw new IllegalStateException("The record is there already");
    }
  }
}
