package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

/** The cluster that collections are restored into. */
final class ExistingCluster {
  private ExistingCluster() {}

  /**
   * Passes where the cluster takes collections.
   *
   * @throws Refused 96121
   */
  static void requireRunning(Cluster cluster) {
    if (cluster.status() != ClusterStatus.RUNNING) {
      throw new Refused(
          ErrorCode.CLUSTER_NOT_RUNNING,
          "Cluster %s is %s; collections are restored only into a RUNNING one."
              .formatted(cluster.clusterId(), cluster.status()));
    }
  }
}
