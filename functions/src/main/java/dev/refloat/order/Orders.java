package dev.refloat.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStore;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Refused;
import dev.refloat.restore.RestoreClusterRequest;
import dev.refloat.restore.RestoreCollectionRequest;
import dev.refloat.restore.Wiring;
import java.util.function.Supplier;

/**
 * Admits orders to restore: the one who orders may, and the order is well formed. Whoever may not
 * hears that before anything is said of the body.
 */
public final class Orders {
  private final Access access;
  private final Rights rights;
  private final BackupStore backups;
  private final ClusterStore clusters;

  Orders(Access access, BackupStore backups, ClusterStore clusters) {
    this.access = access;
    this.rights = new Rights(access);
    this.backups = backups;
    this.clusters = clusters;
  }

  public static Orders of(Clients clients, Wiring wiring) {
    return new Orders(Access.of(clients), wiring.backups(), wiring.clusters());
  }

  /** A restore to a new cluster. */
  public record OfCluster(RestoreClusterRequest request, BackupRecord backup, String createdBy) {}

  /** A restore of collections into a cluster that runs. */
  public record OfCollections(
      RestoreCollectionRequest request,
      BackupRecord backup,
      Cluster destination,
      String createdBy) {}

  /**
   * Admits whoever may manage the backup, and create a cluster where it asks for one.
   *
   * @param clusterId that was backed up
   * @param body read only once the caller may manage the backup
   * @throws Refused with the codes of {@link Rights#backup}, of the body, and of the project
   */
  public OfCluster ofCluster(
      Principal principal, String clusterId, String backupId, Supplier<ObjectNode> body) {
    Rights.Placed source =
        rights.backup(backups::findRecord, principal, clusterId, backupId, Action.BACKUP_MANAGE);
    BackupRecord backup = source.backup();
    var wanted = RestoreClusterRequest.parse(clusterId, backupId, body.get());
    if (wanted.projectId().equals(backup.projectId())) {
      access.require(principal, source.project(), Action.CLUSTER_CREATE);
    } else {
      access.requireProject(principal, wanted.projectId(), Action.CLUSTER_CREATE);
    }
    return new OfCluster(wanted, backup, principal.apiKeyId());
  }

  /**
   * Admits whoever may manage the backup, and modify the cluster that it is restored into.
   *
   * @param clusterId that was backed up
   * @param body read only once the caller may manage the backup
   * @throws Refused with the codes of {@link Rights}, and of the body
   */
  public OfCollections ofCollections(
      Principal principal, String clusterId, String backupId, Supplier<ObjectNode> body) {
    BackupRecord backup =
        rights.backup(backups::find, principal, clusterId, backupId, Action.BACKUP_MANAGE).backup();
    var wanted = RestoreCollectionRequest.parse(clusterId, backupId, body.get());
    Cluster destination =
        rights.cluster(clusters, wanted.destClusterId(), principal, Action.CLUSTER_MODIFY);
    return new OfCollections(wanted, backup, destination, principal.apiKeyId());
  }
}
