package dev.refloat.cluster;

import dev.refloat.platform.BulkDelete;
import dev.refloat.platform.Table;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The rows that hang on a cluster, for who removes all of it. Those of its backups are no part of
 * it: they say what can be restored when the cluster is gone.
 */
public final class ClusterRows {
  private static final List<String> BESIDE_NAMES =
      List.of(Catalogue.ROW, Databases.ROW, ClusterStore.USER);

  private final BulkDelete delete;

  public ClusterRows(Table table) {
    this.delete = new BulkDelete(table);
  }

  /**
   * The names of its collections: nothing of it is visible then, and who lists it misses no file.
   *
   * @return whether none is left
   */
  public boolean removeNames(String clusterId, BooleanSupplier mayGoOn) {
    return remove(clusterId, CollectionNames.NAME, mayGoOn);
  }

  /**
   * Collections, databases and administrators.
   *
   * @return whether none is left
   */
  public boolean removeOthers(String clusterId, BooleanSupplier mayGoOn) {
    return BESIDE_NAMES.stream().allMatch(prefix -> remove(clusterId, prefix, mayGoOn));
  }

  private boolean remove(String clusterId, String prefix, BooleanSupplier mayGoOn) {
    return delete.startingWith(ClusterStore.partition(clusterId), prefix, mayGoOn);
  }
}
