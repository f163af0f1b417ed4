package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.RestoreCollectionRequest;
import dev.refloat.restore.RestoreCollections;
import dev.refloat.restore.Wiring;
import java.util.Map;
import java.util.Set;

/** {@code POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection}. */
public final class RestoreCollectionFunction extends HttpFunction {
  private final Guards guards;
  private final Guard<BackupRecord> source;
  private final ClusterStore clusters;
  private final RestoreCollections restoreCollections;

  /** What is asked for by whom, who may. */
  private record Order(
      RestoreCollectionRequest request,
      BackupRecord backup,
      Cluster destination,
      String createdBy) {}

  public RestoreCollectionFunction() {
    this(System.getenv());
  }

  public RestoreCollectionFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private RestoreCollectionFunction(Clients clients) {
    this(clients, new Wiring(clients), Idempotency.of(clients));
  }

  RestoreCollectionFunction(Clients clients, Wiring wiring, Idempotency idempotency) {
    super(clients);
    this.guards = new Guards(Access.of(clients));
    this.source = guards.backup(wiring.backups(), Action.BACKUP_MANAGE);
    this.clusters = wiring.clusters();
    this.restoreCollections = wiring.restoreCollections();
    post(
        "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection",
        Set.of(Query.DRY_RUN),
        this::admit,
        (order, request) ->
            request.query().flag(Query.DRY_RUN) ? plan(order, request) : start(order, request),
        idempotency);
  }

  private RestoreCollections.Started start(Order order, Request request) {
    return restoreCollections.start(
        order.request(),
        order.backup(),
        order.destination(),
        order.createdBy(),
        request.operation());
  }

  private DryRunView plan(Order order, Request request) {
    return DryRunView.of(
        restoreCollections.plan(
            order.request(),
            order.backup(),
            order.destination(),
            order.createdBy(),
            request.operation()));
  }

  /** The caller may manage the backup, and modify the cluster that it is restored into. */
  private Order admit(Principal principal, Request request) {
    BackupRecord backup = source.admit(principal, request);
    var wanted =
        RestoreCollectionRequest.parse(backup.clusterId(), backup.backupId(), request.body());
    Cluster destination =
        guards.cluster(clusters, wanted.destClusterId(), principal, Action.CLUSTER_MODIFY);
    return new Order(wanted, backup, destination, principal.apiKeyId());
  }
}
