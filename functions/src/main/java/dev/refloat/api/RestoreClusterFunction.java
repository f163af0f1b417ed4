package dev.refloat.api;

import dev.refloat.order.Orders;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.RestoreCluster;
import dev.refloat.restore.Wiring;
import java.util.Map;
import java.util.Set;

/** {@code POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster}. */
public final class RestoreClusterFunction extends HttpFunction {
  private final RestoreCluster restoreCluster;

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
    var orders = Orders.of(clients, wiring);
    this.restoreCluster = wiring.restoreCluster();
    post(
        "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster",
        Set.of(Query.DRY_RUN),
        (principal, request) ->
            orders.ofCluster(
                principal, request.clusterId(), request.pathParameter("backupId"), request::body),
        (order, request) ->
            request.query().flag(Query.DRY_RUN) ? plan(order, request) : start(order, request),
        idempotency,
        new Secret("password", order -> restoreCluster.started(order).password()));
  }

  private RestoreCluster.Started start(Orders.OfCluster order, Request request) {
    return restoreCluster.start(
        order.request(), order.backup(), order.createdBy(), request.operation());
  }

  private DryRunView plan(Orders.OfCluster order, Request request) {
    return DryRunView.of(
        restoreCluster.plan(
            order.request(), order.backup(), order.createdBy(), request.operation()));
  }
}
