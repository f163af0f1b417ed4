package dev.refloat.restore;

import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterRows;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.Drops;
import dev.refloat.platform.Transaction;
import dev.refloat.rbac.RbacStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Removes what dropped clusters have.
 *
 * <p>Order of writes: the names of the collections, so that nobody finds one whose files are gone;
 * every file; the other rows; last, one transaction makes the cluster DELETED, frees its name and
 * deletes the order. Each part may be done again: what was cut off is done by a later call.
 */
public final class ClusterRemoval {
  /** A function runs for 15 minutes at most; who is not done then has died. */
  private static final Duration TAKEN = Duration.ofMinutes(16);

  private static final Logger log = LoggerFactory.getLogger(ClusterRemoval.class);

  private final Drops drops;
  private final ClusterStore clusters;
  private final ClusterRows rows;
  private final RbacStore rbac;
  private final OpenRestores restores;
  private final Removal removal;
  private final InstantSource clock;

  ClusterRemoval(
      Drops drops,
      ClusterStore clusters,
      ClusterRows rows,
      RbacStore rbac,
      OpenRestores restores,
      Removal removal,
      InstantSource clock) {
    this.drops = drops;
    this.clusters = clusters;
    this.rows = rows;
    this.rbac = rbac;
    this.restores = restores;
    this.removal = removal;
    this.clock = clock;
  }

  /**
   * Does what is due. What fails or is not reached stays due, and is done by a later call. The
   * failure of one cluster does not keep the others from being removed.
   *
   * @param mayGoOn false as soon as nothing more is to be begun
   * @throws NotRemoved at the end, where any failed
   */
  public void run(BooleanSupplier mayGoOn) {
    var failed = new NotRemoved();
    for (Drops.Order order : drops.due(clock.instant())) {
      if (!mayGoOn.getAsBoolean()) {
        break;
      }
      try (var _ = MDC.putCloseable("clusterId", order.clusterId())) {
        carryOut(order, mayGoOn);
      } catch (RuntimeException e) {
        log.atError()
            .addKeyValue("clusterId", order.clusterId())
            .setCause(e)
            .log("Cluster was not removed");
        failed.addSuppressed(e);
      }
    }
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }

  private void carryOut(Drops.Order order, BooleanSupplier mayGoOn) {
    if (!drops.take(order, clock.instant(), TAKEN)) {
      return;
    }
    try {
      Cluster cluster = clusters.find(order.clusterId()).orElseThrow();
      if (cluster.status() != ClusterStatus.DELETING) {
        throw new IllegalStateException("A cluster is to be removed that was not dropped");
      }
      if (isLeftAlone(cluster) && remove(cluster, mayGoOn)) {
        end(order, cluster);
      }
    } finally {
      drops.leave(order);
    }
  }

  /**
   * One that began as the cluster was dropped removes what it wrote itself; none comes after it.
   */
  private boolean isLeftAlone(Cluster cluster) {
    List<String> open = restores.into(cluster.clusterId());
    if (!open.isEmpty()) {
      log.atInfo().addKeyValue("jobs", open).log("Removal waits for the end of restores");
    }
    return open.isEmpty();
  }

  private boolean remove(Cluster cluster, BooleanSupplier mayGoOn) {
    String id = cluster.clusterId();
    return rows.removeNames(id, mayGoOn)
        && removal.removeAll(cluster, mayGoOn)
        && rows.removeOthers(id, mayGoOn);
  }

  private void end(Drops.Order order, Cluster cluster) {
    String id = cluster.clusterId();
    boolean ended =
        new Transaction()
            .with(clusters.move(id, ClusterStatus.DELETED))
            .with(clusters.releaseName(cluster))
            .with(rbac.remove(id))
            .with(drops.done(order))
            .run()
            .isEmpty();
    if (!ended) {
      throw new IllegalStateException("Cluster is removed, and is not as it was dropped");
    }
    log.atInfo().addKeyValue("clusterId", id).log("Cluster is removed");
  }

  /** Some clusters could not be removed; the failures are suppressed in it. */
  public static final class NotRemoved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRemoved() {
      super("Some dropped clusters could not be removed; a later call tries again");
    }
  }
}
