package dev.refloat.access;

import java.util.Set;

/**
 * The clusters of a project that a key reaches.
 *
 * @param allCluster those that are yet to be made too
 * @param clusterIds otherwise only these
 */
public record Scope(boolean allCluster, Set<String> clusterIds) {
  public static final Scope ALL = new Scope(true, Set.of());

  public Scope {
    clusterIds = Set.copyOf(clusterIds);
  }

  boolean holds(String clusterId) {
    return allCluster || clusterIds.contains(clusterId);
  }

  boolean holds(Scope other) {
    return allCluster || (!other.allCluster && clusterIds.containsAll(other.clusterIds));
  }
}
