package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.Drops;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.FirstNames;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops a cluster: nothing more can become visible in it, and {@link ClusterRemoval} removes what
 * it has. Backups that were made of it stay.
 *
 * <p>Order of writes: one transaction makes it DELETING and orders its removal. A restore that is
 * asked for at that moment may still begin before it; its commits are refused then, and the removal
 * waits for its end.
 */
public final class DropCluster {
  /**
   * An export that was let in before answers within 29 seconds, and S3 takes what it sent some
   * moments later; what it wrote behind the removal would stay for ever.
   */
  static final Duration LATE_EXPORT = Duration.ofSeconds(40);

  private static final Logger log = LoggerFactory.getLogger(DropCluster.class);

  private final ClusterStore clusters;
  private final Drops drops;
  private final OpenRestores restores;
  private final InstantSource clock;

  DropCluster(ClusterStore clusters, Drops drops, OpenRestores restores, InstantSource clock) {
    this.clusters = clusters;
    this.drops = drops;
    this.restores = restores;
    this.clock = clock;
  }

  /**
   * Begins it; doing it again changes nothing, whether the cluster is still there or not.
   *
   * @throws Refused 96120 where a restore makes the cluster, or restores into it, naming the job
   */
  public void drop(Cluster asked) {
    Cluster cluster = present(asked);
    if (cluster.status().isDropped()) {
      return;
    }
    requireAtRest(cluster);
    Instant due = clock.instant().plus(LATE_EXPORT);
    boolean dropped =
        new Transaction()
            .with(clusters.drop(cluster.clusterId()))
            .with(drops.put(new Drops.Order(cluster.clusterId(), due)))
            .run()
            .isEmpty();
    if (dropped) {
      log.atInfo().addKeyValue("clusterId", cluster.clusterId()).log("Cluster is dropped");
    } else if (!present(cluster).status().isDropped()) {
      // From RUNNING and ABNORMAL there is no other way out.
      throw new IllegalStateException("Cluster could not be dropped");
    }
  }

  private Cluster present(Cluster cluster) {
    return clusters.find(cluster.clusterId()).orElseThrow();
  }

  private void requireAtRest(Cluster cluster) {
    switch (cluster.status()) {
      case CREATING, RESTORE_BACKUP ->
          throw busy(
              "Cluster %s is %s: job %s is still making it. Cancel that job, or wait for its end."
                  .formatted(cluster.clusterId(), cluster.status(), cluster.restoreJobId()));
      case RUNNING, ABNORMAL -> requireNoRestore(cluster.clusterId());
      case DELETING, DELETED -> throw new IllegalStateException("Cluster is dropped already");
    }
  }

  private void requireNoRestore(String clusterId) {
    List<String> jobs = restores.into(clusterId);
    if (!jobs.isEmpty()) {
      throw busy(
          "Restores into cluster %s have not ended: %s. Cancel them, or wait for their end."
              .formatted(clusterId, FirstNames.of(jobs)));
    }
  }

  private static Refused busy(String reason) {
    return new Refused(ErrorCode.CLUSTER_IN_USE, reason);
  }
}
