package dev.refloat.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A database of a registered backup.
 *
 * @param collectionCount all of its collections
 * @param collections those of them that could be kept: all, or in a backup of very many none
 */
public record DatabaseSummary(
    String dbName, int collectionCount, List<CollectionSummary> collections) {
  public DatabaseSummary {
    collections = List.copyOf(collections);
  }

  /** In the order of the meta; a database without collections too. */
  static List<DatabaseSummary> of(BackupMeta meta) {
    Map<String, List<CollectionSummary>> byDatabase = new LinkedHashMap<>();
    meta.databases().forEach(d -> byDatabase.put(d.name(), new ArrayList<>()));
    for (CollectionMeta collection : meta.collections()) {
      byDatabase
          .computeIfAbsent(collection.dbName(), name -> new ArrayList<>())
          .add(CollectionSummary.of(collection));
    }
    List<DatabaseSummary> all = new ArrayList<>();
    byDatabase.forEach((name, list) -> all.add(new DatabaseSummary(name, list.size(), list)));
    return List.copyOf(all);
  }

  DatabaseSummary withoutDescriptions() {
    return new DatabaseSummary(
        dbName,
        collectionCount,
        collections.stream().map(CollectionSummary::withoutDescription).toList());
  }

  DatabaseSummary withoutCollections() {
    return new DatabaseSummary(dbName, collectionCount, List.of());
  }
}
