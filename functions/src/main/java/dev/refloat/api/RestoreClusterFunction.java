package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Settings;
import dev.refloat.restore.RestoreCluster;
import dev.refloat.restore.RestoreClusterRequest;
import dev.refloat.restore.Wiring;
import java.security.SecureRandom;
import java.util.Map;

/** {@code POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster}. */
public final class RestoreClusterFunction extends HttpFunction {
  private final Access access;
  private final Guard<BackupRecord> source;
  private final RestoreCluster restoreCluster;

  /** What is asked for by whom, who may. */
  private record Order(RestoreClusterRequest request, String createdBy) {}

  public RestoreClusterFunction() {
    this(System.getenv());
  }

  public RestoreClusterFunction(Map<String, String> environment) {
    var settings = new Settings(environment);
    var wiring = new Wiring(settings);
    this.access = Access.of(settings);
    this.source = new Guards(access).backup(wiring.backups(), Action.BACKUP_MANAGE);
    this.restoreCluster = wiring.restoreCluster();
    route(
        "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster",
        this::admit,
        (order, _) ->
            restoreCluster.start(
                order.request(),
                order.createdBy(),
                Operation.begin(_ -> SecureRandom.getSeed(32))));
  }

  /** The caller may manage the backup, and create a cluster where it asks for one. */
  private Order admit(Principal principal, Request request) {
    BackupRecord backup = source.admit(principal, request);
    var wanted = RestoreClusterRequest.parse(backup.clusterId(), backup.backupId(), request.body());
    access.requireProject(principal, wanted.projectId(), Action.CLUSTER_CREATE);
    return new Order(wanted, principal.apiKeyId());
  }
}
