package dev.refloat.cluster;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clusters, and the names that are taken in each project.
 *
 * <p>A name is an item of its own, so that two clusters cannot take it at once: it is written in
 * the transaction that creates the cluster and removed in the one that ends it.
 */
public final class ClusterStore {
  static final String CLUSTER = "CLUSTER";
  static final String USER = "USER#";

  private static final Set<ClusterStatus> OPEN =
      Set.of(ClusterStatus.RESTORE_BACKUP, ClusterStatus.RUNNING);

  private final Table table;

  public ClusterStore(Table table) {
    this.table = table;
  }

  public Optional<Cluster> find(String clusterId) {
    return table.find(partition(clusterId), CLUSTER).map(Cluster::of);
  }

  /**
   * The clusters of a project, newest first, without those that are deleted. Eventually consistent.
   */
  public List<Cluster> list(String projectId) {
    try (var items = table.listing(listKey(projectId))) {
      return items
          .map(Cluster::of)
          .filter(cluster -> cluster.status() != ClusterStatus.DELETED)
          .toList();
    }
  }

  /** Fails where the name is taken in the project. */
  public Write reserveName(Cluster cluster) {
    return Write.put(
            table,
            Item.key(namesOf(cluster.projectId()), "NAME#" + cluster.clusterName())
                .with("clusterId", cluster.clusterId()))
        .ifAbsent();
  }

  /** Whether a cluster of the project has the name. */
  public boolean isNameTaken(String projectId, String clusterName) {
    return table.find(namesOf(projectId), "NAME#" + clusterName).isPresent();
  }

  public Write create(Cluster cluster) {
    return Write.put(table, cluster.toItem()).ifAbsent();
  }

  /** Only the hash of the password is kept. */
  public Write createUser(String clusterId, String username, String passwordHash) {
    return Write.put(
            table,
            Item.key(partition(clusterId), USER + username).with("passwordHash", passwordHash))
        .ifAbsent();
  }

  /** Fails where {@code to} is no legal move from the state the cluster is in. */
  public Write move(String clusterId, ClusterStatus to) {
    return Write.update(table, partition(clusterId), CLUSTER)
        .set("status", to.name())
        .ifOneOf("status", to.previous());
  }

  /**
   * Lets nothing more become visible in a cluster, whose files are to be removed; fails where it is
   * not at rest: while it is made, who makes it decides.
   */
  public Write drop(String clusterId) {
    return move(clusterId, ClusterStatus.DELETING);
  }

  /** Writes nothing; fails where the cluster does not take collections now. */
  public Write requireOpen(String clusterId) {
    return Write.check(table, partition(clusterId), CLUSTER).ifOneOf("status", OPEN);
  }

  /** Whether the cluster takes collections now. */
  public boolean isOpen(String clusterId) {
    return find(clusterId).filter(cluster -> OPEN.contains(cluster.status())).isPresent();
  }

  /** Writes nothing; fails where the cluster is not running. */
  public Write requireRunning(String clusterId) {
    return Write.check(table, partition(clusterId), CLUSTER)
        .ifEquals("status", ClusterStatus.RUNNING.name());
  }

  /** Frees the name, if it is still this cluster's. */
  public Write releaseName(Cluster cluster) {
    return Write.delete(table, namesOf(cluster.projectId()), "NAME#" + cluster.clusterName())
        .ifAbsentOrEquals("clusterId", cluster.clusterId());
  }

  /**
   * Takes {@code count} ids that no other restore into this cluster gets.
   *
   * <p>The first id of a cluster carries its creation time as Milvus's timestamp oracle does
   * (milliseconds shifted left by 18 bits), so ids of different clusters differ too.
   *
   * @return the first of the ids; the others follow it
   */
  public long takeIds(Cluster cluster, long count) {
    long taken =
        table
            .writeReturning(
                Write.update(table, partition(cluster.clusterId()), CLUSTER)
                    .add("idsTaken", count)
                    .ifPresent())
            .orElseThrow(() -> new IllegalStateException("Cluster is gone"))
            .number("idsTaken");
    return firstId(cluster) + taken - count;
  }

  /** The first id that a cluster gives out. */
  public static long firstId(Cluster cluster) {
    return (cluster.createTime().toEpochMilli() << 18) + 1;
  }

  static String partition(String clusterId) {
    return "CLUSTER#" + clusterId;
  }

  static String listKey(String projectId) {
    return "PROJECT#" + projectId + "#CLUSTERS";
  }

  private static String namesOf(String projectId) {
    return "PROJECT#" + projectId;
  }
}
