package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.cluster.Cluster;
import dev.refloat.export.ClusterExport;
import dev.refloat.input.Field;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import java.util.Map;
import java.util.Optional;

/** {@code POST /v2/clusters/{clusterId}/export}. */
public final class ExportFunction extends HttpFunction {
  static final Shape SHAPE = Shape.of(Field.optional("includeRbac", new Rule.Flag()));

  private final Guard<Cluster> viewed;
  private final Guard<Cluster> modified;

  public ExportFunction() {
    this(System.getenv());
  }

  public ExportFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private ExportFunction(Clients clients) {
    super(clients);
    var wiring = new Wiring(clients);
    var guards = new Guards(Access.of(clients));
    this.viewed = guards.cluster(wiring.clusters(), Action.CLUSTER_VIEW);
    this.modified = guards.cluster(wiring.clusters(), Action.CLUSTER_MODIFY);
    var export =
        new ClusterExport(
            clients.s3(), clients.settings().dataBucket(), wiring.catalogue(), wiring.databases());
    post(
        "POST /v2/clusters/{clusterId}/export",
        this::admit,
        (cluster, request) -> {
          boolean withRbac =
              SHAPE.require(request.bodyIfAny()).findFlag("includeRbac").orElse(false);
          return export.export(
              cluster,
              withRbac
                  ? Optional.of(wiring.rbac().find(cluster.clusterId()).rbac())
                  : Optional.empty());
        },
        Idempotency.of(clients));
  }

  /** It tells what is in the cluster, and writes beside its files. */
  private Cluster admit(Principal principal, Request request) {
    viewed.admit(principal, request);
    return modified.admit(principal, request);
  }
}
