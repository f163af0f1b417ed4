package dev.refloat.order;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.access.Project;
import dev.refloat.backup.BackupRecord;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Finds what somebody names, if that one may use it so. What is of another organization answers
 * exactly like what does not exist.
 */
public final class Rights {
  private final Access access;

  public Rights(Access access) {
    this.access = access;
  }

  /** A backup with the project that it is in. */
  public record Placed(BackupRecord backup, Project project) {}

  /**
   * A backup, of a cluster that may no longer exist.
   *
   * @param backups finds one by cluster and id
   * @throws Refused 96101 not found, 96015 privilege missing, 96016 and 96027 out of the key's
   *     scope
   */
  public Placed backup(
      BiFunction<String, String, Optional<BackupRecord>> backups,
      Principal principal,
      String clusterId,
      String backupId,
      Action action) {
    Supplier<Refused> absent =
        () ->
            new Refused(
                ErrorCode.BACKUP_NOT_FOUND,
                "Cluster " + clusterId + " has no backup " + backupId + ".");
    BackupRecord backup =
        Optional.of(backupId)
            .filter(Ids::mayBeOne)
            .flatMap(known -> backups.apply(clusterId, known))
            .orElseThrow(absent);
    Project project =
        access.requireBackup(principal, backup.projectId(), clusterId, backupId, action, absent);
    return new Placed(backup, project);
  }

  /**
   * A cluster that is not deleted.
   *
   * @throws Refused 96018 not found, 96015 privilege missing, 96016 and 96027 out of the key's
   *     scope
   */
  public Cluster cluster(ClusterStore clusters, String id, Principal principal, Action action) {
    Supplier<Refused> absent =
        () -> new Refused(ErrorCode.CLUSTER_NOT_FOUND, "Cluster " + id + " does not exist.");
    Cluster cluster =
        clusters
            .find(id)
            .filter(found -> found.status() != ClusterStatus.DELETED)
            .orElseThrow(absent);
    access.requireCluster(principal, cluster.projectId(), id, action, absent);
    return cluster;
  }
}
