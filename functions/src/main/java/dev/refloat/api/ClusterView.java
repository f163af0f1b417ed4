package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.refloat.cluster.Cluster;

/**
 * A cluster as the API shows it.
 *
 * @param plan of the vendor's plans one that has backups: there is no other here
 * @param cuType the vendor's default: here it decides nothing
 * @param connectAddress empty where no engine is attached
 * @param deploymentOption everything runs in the caller's own account
 */
record ClusterView(
    String clusterId,
    String clusterName,
    String description,
    String regionId,
    String plan,
    String cuType,
    int cuSize,
    String status,
    String connectAddress,
    String createTime,
    String projectId,
    String deploymentOption) {

  /**
   * A cluster with what costs more to know.
   *
   * @param storageSize bytes of its visible collections
   * @param snapshotNumber registered backups of it
   * @param milvusVersion what is to serve it; empty where that is not known
   * @param createProgress 100 once it takes queries; until then its restore job tells how far it is
   */
  record Detail(
      @JsonUnwrapped ClusterView cluster,
      long storageSize,
      int snapshotNumber,
      String milvusVersion,
      int createProgress) {
    static Detail of(Cluster cluster, long storageSize, int snapshotNumber) {
      return new Detail(
          ClusterView.of(cluster),
          storageSize,
          snapshotNumber,
          cluster.milvusVersion(),
          createProgress(cluster));
    }

    private static int createProgress(Cluster cluster) {
      return switch (cluster.status()) {
        case CREATING, RESTORE_BACKUP -> 0;
        case RUNNING, ABNORMAL, DELETING, DELETED -> 100;
      };
    }
  }

  static ClusterView of(Cluster cluster) {
    return new ClusterView(
        cluster.clusterId(),
        cluster.clusterName(),
        cluster.description(),
        cluster.regionId(),
        "Enterprise",
        "Performance-optimized",
        cluster.cuSize(),
        cluster.status().name(),
        "",
        Times.text(cluster.createTime()),
        cluster.projectId(),
        "BYOC");
  }
}
