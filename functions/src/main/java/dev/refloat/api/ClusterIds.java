package dev.refloat.api;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;

/** Cluster ids, as paths and parameters give them. */
final class ClusterIds {
  private ClusterIds() {}

  static String check(String clusterId) {
    if (clusterId.isBlank()) {
      throw new Refused(ErrorCode.CLUSTER_ID_EMPTY, "clusterId is empty.");
    }
    if (!Ids.isCluster(clusterId)) {
      throw new Refused(
          ErrorCode.CLUSTER_ID_MALFORMED,
          "clusterId is malformed. A cluster id looks like in01-0a1b2c3d4e5f6g7.");
    }
    return clusterId;
  }
}
