package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.platform.Write;
import dev.refloat.rbac.RbacStore;
import java.util.List;

/**
 * What becomes of a cluster when the job ends that makes it: it runs, or it goes away with all that
 * it has. One that runs already, or that another job made, stays as it is.
 */
final class ClusterEnd {
  private final ClusterStore clusters;
  private final RbacStore rbac;
  private final Removal removal;

  ClusterEnd(ClusterStore clusters, RbacStore rbac, Removal removal) {
    this.clusters = clusters;
    this.rbac = rbac;
    this.removal = removal;
  }

  /**
   * The writes that go with the end of the job. The files of a cluster that goes away are removed
   * before them, while its name is still taken and nothing can become visible in it any more.
   *
   * @param lives whether the job succeeded, or something is visible
   */
  List<Write> of(Job job, boolean lives) {
    Cluster cluster = clusters.find(job.clusterId()).orElseThrow();
    if (!cluster.isMadeBy(job.jobId()) || cluster.status() == ClusterStatus.RUNNING) {
      return List.of();
    }
    if (lives && cluster.status().isDropped()) {
      // Somebody dropped it, with what earlier runs made visible in it, as this run was asked for.
      return List.of();
    }
    String id = cluster.clusterId();
    if (lives) {
      return List.of(clusters.move(id, ClusterStatus.RUNNING));
    }
    clusters.moveOrStay(id, ClusterStatus.DELETING);
    removal.removeAll(cluster);
    return List.of(
        clusters.move(id, ClusterStatus.DELETED), clusters.releaseName(cluster), rbac.remove(id));
  }
}
