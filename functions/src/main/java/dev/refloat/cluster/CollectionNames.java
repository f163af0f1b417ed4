package dev.refloat.cluster;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The names of a cluster's collections. Each is an item {@code NAME#{db}/{collection}} that points
 * to the collection that readers see ({@code current}) and names the run of a job that is restoring
 * one ({@code pending}).
 *
 * <p>What {@code current} points to is visible and nothing else is, so one conditional write of the
 * name makes a collection appear, or takes it for another, whole. Only the pending run writes the
 * name. A run that is over holds none, whatever a late step of it wrote: who needs the name then
 * releases it first.
 */
public final class CollectionNames {
  static final String NAME = "NAME#";

  private final Table table;

  public CollectionNames(Table table) {
    this.table = table;
  }

  /**
   * A name that is there.
   *
   * @param current the id of the collection that readers see; absent where there is none yet
   * @param pending the name of the run that has reserved it
   */
  public record Name(Optional<String> current, Optional<String> pending) {
    static Name of(Item item) {
      return new Name(item.findText("current"), item.findText("pending"));
    }
  }

  /** The names of a cluster by {@code database.collection}. */
  public Map<String, Name> all(String clusterId) {
    var names = new HashMap<String, Name>();
    for (Item item : table.query(ClusterStore.partition(clusterId), NAME)) {
      String path = item.text("sk").substring(NAME.length());
      names.put(path.replace('/', '.'), Name.of(item));
    }
    return names;
  }

  public Optional<Name> find(String clusterId, String dbName, String name) {
    return table.find(ClusterStore.partition(clusterId), key(dbName, name)).map(Name::of);
  }

  /**
   * Reserves the name for a run, which may do it again; fails where another one has it, or where
   * there is a collection of the name that may not be replaced.
   */
  public Write reservation(
      String clusterId, String dbName, String name, String run, boolean replacing) {
    Write reservation =
        update(clusterId, dbName, name).set("pending", run).ifAbsentOrEquals("pending", run);
    return replacing ? reservation : reservation.ifAbsent("current");
  }

  /** Writes nothing; fails where the name is not reserved for the run. */
  public Write requireReserved(String clusterId, String dbName, String name, String run) {
    return Write.check(table, ClusterStore.partition(clusterId), key(dbName, name))
        .ifEquals("pending", run);
  }

  /**
   * Makes the collection visible, in place of the one that was; fails where the name is no longer
   * reserved for the run, or something else became visible under it.
   */
  public Write commit(
      String clusterId,
      String dbName,
      String name,
      String run,
      String collectionId,
      Optional<String> replaced) {
    Write commit =
        update(clusterId, dbName, name)
            .set("current", collectionId)
            .remove("pending")
            .ifEquals("pending", run);
    return replaced
        .map(old -> commit.ifEquals("current", old))
        .orElseGet(() -> commit.ifAbsent("current"));
  }

  /** Frees the reserved name. Nothing happens where it is reserved for another run. */
  public void release(String clusterId, String dbName, String name, String run) {
    boolean wasNew =
        table.write(
            Write.delete(table, ClusterStore.partition(clusterId), key(dbName, name))
                .ifEquals("pending", run)
                .ifAbsent("current"));
    if (!wasNew) {
      table.write(update(clusterId, dbName, name).remove("pending").ifEquals("pending", run));
    }
  }

  /**
   * Frees every name of the cluster that one of some runs has reserved.
   *
   * @param runs tells by the name of a run whether it is one of them
   */
  public void releaseAll(String clusterId, Predicate<String> runs) {
    for (Item item : table.query(ClusterStore.partition(clusterId), NAME)) {
      String[] path = item.text("sk").substring(NAME.length()).split("/", 2);
      Name.of(item)
          .pending()
          .filter(runs)
          .ifPresent(run -> release(clusterId, path[0], path[1], run));
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
