package dev.refloat.restore;

import dev.refloat.rbac.Renamed;

/** A collection of a backup, and what it is to become in the cluster. */
public record Target(
    String sourceDbName, String sourceName, String dbName, String name, Load load) {

  Renamed renamed() {
    return new Renamed(sourceDbName, sourceName, dbName, name);
  }

  String source() {
    return sourceDbName + "." + sourceName;
  }

  /** {@code database.collection}, as messages name it. */
  String destination() {
    return dbName + "." + name;
  }
}
