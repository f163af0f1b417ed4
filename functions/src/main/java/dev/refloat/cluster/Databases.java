package dev.refloat.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The databases of each cluster, a row {@code DATABASE#{name}} each. A row is there from the
 * transaction that makes its first collection visible or, of a database without collections, that
 * ends the restore of it; it is never changed. So whoever sees a collection finds its database, and
 * a restore that came to nothing leaves none.
 */
public final class Databases {
  static final String ROW = "DATABASE#";
  private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

  private final Table table;

  public Databases(Table table) {
    this.table = table;
  }

  /** Changes nothing where there is a database of that name. */
  public Write createIfAbsent(String clusterId, Database database) {
    return Write.update(table, ClusterStore.partition(clusterId), ROW + database.dbName())
        .setIfAbsent("sourceDatabaseId", Long.toString(database.sourceDatabaseId()))
        .setIfAbsent("properties", Json.text(database.properties()));
  }

  /**
   * All of a cluster, by name.
   *
   * @param visible its collections, read before: those of clusters that were restored before
   *     databases were kept have no row
   */
  public List<Database> list(String clusterId, List<CatalogueEntry> visible) {
    var databases = new TreeMap<String, Database>();
    for (CatalogueEntry entry : visible) {
      databases.put(entry.dbName(), Database.named(entry.dbName()));
    }
    for (Item row : table.query(ClusterStore.partition(clusterId), ROW)) {
      Database database = of(row);
      databases.put(database.dbName(), database);
    }
    return List.copyOf(databases.values());
  }

  private static Database of(Item row) {
    return new Database(
        row.text("sk").substring(ROW.length()),
        Long.parseLong(row.text("sourceDatabaseId")),
        Json.mapper().convertValue(Json.tree(row.text("properties")), PROPERTIES));
  }
}
