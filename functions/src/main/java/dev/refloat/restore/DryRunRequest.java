package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.job.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The restore that a dry run plans, as the job keeps it.
 *
 * @param newCluster what is to be made; null where the job's cluster is there already
 */
record DryRunRequest(Selection selection, @Nullable NewCluster newCluster) {

  /** The cluster that the restore would make. */
  record NewCluster(
      String projectId, String clusterName, int cuSize, String regionId, String milvusVersion) {

    /** As if the job had made it; its id is of the length that ids have. */
    Cluster imagined(Job job, Instant now) {
      return new Cluster(
          "in01-" + "0".repeat(15),
          projectId,
          clusterName,
          "",
          regionId,
          cuSize,
          ClusterStatus.CREATING,
          now,
          milvusVersion,
          job.jobId());
    }
  }

  /** The fields of the body in which another request differs, in the words of the contract. */
  List<String> differences(DryRunRequest other) {
    var fields = new ArrayList<String>();
    if (newCluster != null && other.newCluster != null) {
      add(fields, "projectId", newCluster.projectId, other.newCluster.projectId);
      add(fields, "clusterName", newCluster.clusterName, other.newCluster.clusterName);
      add(fields, "cuSize", newCluster.cuSize, other.newCluster.cuSize);
      add(fields, "collectionStatus", selection.load(), other.selection.load());
      add(fields, "restoreVersionPolicy", newCluster.milvusVersion, other.newCluster.milvusVersion);
    }
    add(fields, "dbCollections", selection.databases(), other.selection.databases());
    add(fields, "conflictPolicy", selection.conflictPolicy(), other.selection.conflictPolicy());
    add(fields, "verify", selection.verify(), other.selection.verify());
    add(fields, "includeRbac", selection.rbac().isPresent(), other.selection.rbac().isPresent());
    add(fields, "rbacConflict", selection.rbac(), other.selection.rbac());
    return List.copyOf(fields);
  }

  private static void add(List<String> fields, String name, Object one, Object other) {
    if (!Objects.equals(one, other)) {
      fields.add(name);
    }
  }
}
