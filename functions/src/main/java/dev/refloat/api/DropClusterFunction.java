package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.cluster.Cluster;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.DropCluster;
import dev.refloat.restore.Wiring;
import java.util.Map;

/** {@code DELETE /v2/clusters/{clusterId}/drop}. */
public final class DropClusterFunction extends HttpFunction {
  private static final String PROMPT =
      "The cluster is being removed with all its files, which cannot be undone. Its name is free"
          + " when that is done; backups of it stay.";

  private final DropCluster dropCluster;

  /**
   * What the caller gets.
   *
   * @param prompt for people; the vendor's answer has one too
   */
  private record Dropped(String clusterId, String prompt) {}

  public DropClusterFunction() {
    this(System.getenv());
  }

  public DropClusterFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private DropClusterFunction(Clients clients) {
    super(clients);
    var wiring = new Wiring(clients);
    this.dropCluster = wiring.dropCluster();
    delete(
        "DELETE /v2/clusters/{clusterId}/drop",
        new Guards(Access.of(clients)).cluster(wiring.clusters(), Action.CLUSTER_DELETE),
        (cluster, _) -> drop(cluster));
  }

  private Dropped drop(Cluster cluster) {
    dropCluster.drop(cluster);
    return new Dropped(cluster.clusterId(), PROMPT);
  }
}
