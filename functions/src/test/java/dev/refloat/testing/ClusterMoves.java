package dev.refloat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.platform.Transaction;

/** Takes a cluster from state to state without what a job or a drop would do besides. */
public final class ClusterMoves {
  private ClusterMoves() {}

  /** Fails where one of them is no legal move. */
  public static void move(ClusterStore clusters, String clusterId, ClusterStatus... through) {
    for (ClusterStatus to : through) {
      assertThat(new Transaction().with(clusters.move(clusterId, to)).run())
          .as(to.name())
          .isEmpty();
    }
  }
}
