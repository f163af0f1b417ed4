package dev.refloat.restore;

/** A collection of a backup, and what it is to become in the cluster. */
public record Target(
    String sourceDbName, String sourceName, String dbName, String name, Load load) {

  String source() {
    return sourceDbName + "." + sourceName;
  }

  /** {@code database.collection}, as messages name it. */
  String destination() {
    return dbName + "." + name;
  }
}
