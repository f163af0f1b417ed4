package dev.refloat.cluster;

import java.util.Map;

/**
 * A database of a cluster.
 *
 * @param sourceDatabaseId the id in the backup that it came from; 0 where that has none
 * @param properties what is set on it
 */
public record Database(String dbName, long sourceDatabaseId, Map<String, String> properties) {
  /** One of which nothing is known but that it is there. */
  public static Database named(String dbName) {
    return new Database(dbName, 0, Map.of());
  }
}
