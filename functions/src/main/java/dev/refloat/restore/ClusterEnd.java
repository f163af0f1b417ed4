package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.platform.Write;
import dev.refloat.rbac.RbacStore;
import java.util.List;

/**
 * What becomes of a cluster when the job ends that makes it: it runs, or it goes away. One that
 * runs already, or that another job made, stays as it is.
 */
final class ClusterEnd {
  private final ClusterStore clusters;
  private final RbacStore rbac;

  ClusterEnd(ClusterStore clusters, RbacStore rbac) {
    this.clusters = clusters;
    this.rbac = rbac;
  }

  /**
   * The writes that go with the end of the job. Nothing is written or removed but by them, which
   * hold for one run: an ending that stood still until the next run restored everything would find
   * the same cluster, and files of its own under the same prefix. Those of the run are removed
   * before, each collection's by the id that it had in this run.
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
    return lives
        ? List.of(clusters.move(id, ClusterStatus.RUNNING))
        : List.of(
            clusters.move(id, ClusterStatus.DELETED),
            clusters.releaseName(cluster),
            rbac.remove(id));
  }
}
