package dev.refloat.cluster;

import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.List;
import java.util.Optional;

/**
 * The names of a cluster's collections. Each is an item {@code NAME#{db}/{collection}} that points
 * to the collection that readers see ({@code current}) and to the one being restored ({@code
 * pending}).
 *
 * <p>What {@code current} points to is visible and nothing else is, so one conditional write of the
 * name makes a collection appear, whole.
 */
public final class CollectionNames {
  private static final String NAME = "NAME#";

  private final Table table;

  public CollectionNames(Table table) {
    this.table = table;
  }

  /**
   * Reserves the name for a collection being restored; doing it again changes nothing.
   *
   * @return false where the name is taken by another one
   */
  public boolean reserve(String clusterId, String dbName, String name, String collectionId) {
    return table.write(reservation(clusterId, dbName, name, collectionId));
  }

  /** The same, to be made together with other writes; fails where the name is taken. */
  public Write reservation(String clusterId, String dbName, String name, String collectionId) {
    return update(clusterId, dbName, name)
        .set("pending", collectionId)
        .ifAbsent("current")
        .ifAbsentOrEquals("pending", collectionId);
  }

  /** Makes the collection visible; fails where the name is no longer reserved for it. */
  public Write commit(String clusterId, String dbName, String name, String collectionId) {
    return update(clusterId, dbName, name)
        .set("current", collectionId)
        .remove("pending")
        .ifEquals("pending", collectionId);
  }

  /** Frees the reserved name. Nothing happens where it is reserved for another collection. */
  public void release(String clusterId, String dbName, String name, String collectionId) {
    boolean wasNew =
        table.write(
            Write.delete(table, ClusterStore.partition(clusterId), key(dbName, name))
                .ifEquals("pending", collectionId)
                .ifAbsent("current"));
    if (!wasNew) {
      table.write(
          update(clusterId, dbName, name).remove("pending").ifEquals("pending", collectionId));
    }
  }

  /** The ids of the visible collections, by database and name. */
  List<String> visible(String clusterId) {
    return table.query(ClusterStore.partition(clusterId), NAME).stream()
        .map(name -> name.findText("current"))
        .flatMap(Optional::stream)
        .toList();
  }

  private Write update(String clusterId, String dbName, String name) {
    return Write.update(table, ClusterStore.partition(clusterId), key(dbName, name));
  }

  private static String key(String dbName, String name) {
    return NAME + dbName + "/" + name;
  }
}
