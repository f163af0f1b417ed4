package dev.refloat.restore;

import dev.refloat.backup.BackupMeta;
import dev.refloat.cluster.Cluster;
import dev.refloat.job.Job;
import dev.refloat.job.JobRbac;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Write;
import dev.refloat.rbac.Rbac;
import dev.refloat.rbac.RbacConflict;
import dev.refloat.rbac.RbacStore;
import dev.refloat.rbac.Renamed;
import java.time.InstantSource;
import java.util.List;

/**
 * Plans the users and roles of a restore, and finds out whether they can get into the cluster
 * before anything is copied.
 */
final class RbacPlanner {
  private final RbacStore store;
  private final JobRbac kept;
  private final InstantSource clock;

  RbacPlanner(RbacStore store, JobRbac kept, InstantSource clock) {
    this.store = store;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * The write that keeps them with the plan; empty where none are wanted.
   *
   * @param targets all collections that the job wants
   * @throws Refused 96141 where the backup has none; 96142 where the cluster has some of them
   *     already; 96114 where they are too many
   */
  List<Write> plan(
      Job job, Cluster cluster, BackupMeta meta, Selection selection, List<Target> targets) {
    return selection
        .rbac()
        .map(conflict -> plan(job, cluster, meta, conflict))
        .map(
            planned -> {
              List<Renamed> all = targets.stream().map(Target::renamed).toList();
              Rbac present = store.find(cluster.clusterId()).rbac();
              PlannedRbac.pack(planned.into(present, all, job.jobId()));
              return kept.plan(job.jobId(), planned.pack(), clock.instant());
            })
        .stream()
        .toList();
  }

  private static PlannedRbac plan(
      Job job, Cluster cluster, BackupMeta meta, RbacConflict conflict) {
    Rbac rbac = meta.rbac().map(Rbac::of).orElseThrow(() -> notInBackup(job.backupId()));
    return new PlannedRbac(rbac, conflict, cluster.isMadeBy(job.jobId()));
  }

  static Refused notInBackup(String backupId) {
    return new Refused(
        ErrorCode.RBAC_NOT_IN_BACKUP,
        "Backup "
            + backupId
            + " has no users and roles to restore: it was made without them. Leave out"
            + " includeRbac.");
  }
}
