package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.RestoreCluster;
import dev.refloat.restore.RestoreClusterRequest;
import dev.refloat.restore.Wiring;
import java.util.Map;
import java.util.Set;

/** {@code POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster}. */
public final class RestoreClusterFunction extends HttpFunction {
  private final Access access;
  private final Guard<Guards.Placed> source;
  private final RestoreCluster restoreCluster;

  /** What is asked for by whom, who may. */
  private record Order(RestoreClusterRequest request, BackupRecord backup, String createdBy) {}

  public RestoreClusterFunction() {
    this(System.getenv());
  }

  public RestoreClusterFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private RestoreClusterFunction(Clients clients) {
    this(clients, new Wiring(clients), Idempotency.of(clients));
  }

  RestoreClusterFunction(Clients clients, Wiring wiring, Idempotency idempotency) {
    super(clients);
    this.access = Access.of(clients);
    this.source = new Guards(access).placedBackup(wiring.backups(), Action.BACKUP_MANAGE);
    this.restoreCluster = wiring.restoreCluster();
    post(
        "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster",
        Set.of(Query.DRY_RUN),
        this::admit,
        (order, request) ->
            request.query().flag(Query.DRY_RUN) ? plan(order, request) : start(order, request),
        idempotency,
        new Secret("password", order -> restoreCluster.started(order).password()));
  }

  private RestoreCluster.Started start(Order order, Request request) {
    return restoreCluster.start(
        order.request(), order.backup(), order.createdBy(), request.operation());
  }

  private DryRunView plan(Order order, Request request) {
    return DryRunView.of(
        restoreCluster.plan(
            order.request(), order.backup(), order.createdBy(), request.operation()));
  }

  /** The caller may manage the backup, and create a cluster where it asks for one. */
  private Order admit(Principal principal, Request request) {
    Guards.Placed source = this.source.admit(principal, request);
    BackupRecord backup = source.backup();
    var wanted = RestoreClusterRequest.parse(backup.clusterId(), backup.backupId(), request.body());
    if (wanted.projectId().equals(backup.projectId())) {
      access.require(principal, source.project(), Action.CLUSTER_CREATE);
    } else {
      access.requireProject(principal, wanted.projectId(), Action.CLUSTER_CREATE);
    }
    return new Order(wanted, backup, principal.apiKeyId());
  }
}
