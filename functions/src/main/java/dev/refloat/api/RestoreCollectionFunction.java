package dev.refloat.api;

import dev.refloat.order.Orders;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.RestoreCollections;
import dev.refloat.restore.Wiring;
import java.util.Map;
import java.util.Set;

/** {@code POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection}. */
public final class RestoreCollectionFunction extends HttpFunction {
  private final RestoreCollections restoreCollections;

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
    var orders = Orders.of(clients, wiring);
    this.restoreCollections = wiring.restoreCollections();
    post(
        "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCollection",
        Set.of(Query.DRY_RUN),
        (principal, request) ->
            orders.ofCollections(
                principal, request.clusterId(), request.pathParameter("backupId"), request::body),
        (order, request) ->
            request.query().flag(Query.DRY_RUN) ? plan(order, request) : start(order, request),
        idempotency);
  }

  private RestoreCollections.Started start(Orders.OfCollections order, Request request) {
    return restoreCollections.start(
        order.request(),
        order.backup(),
        order.destination(),
        order.createdBy(),
        request.operation());
  }

  private DryRunView plan(Orders.OfCollections order, Request request) {
    return DryRunView.of(
        restoreCollections.plan(
            order.request(),
            order.backup(),
            order.destination(),
            order.createdBy(),
            request.operation()));
  }
}
