package dev.refloat.rbac;

import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.RbacMeta;

/**
 * A privilege on an object, of the role that has it.
 *
 * @param objectType {@code Collection}, {@code Global}, {@code User} and what later versions add
 * @param objectName {@value #ANY} for every object of the type
 * @param dbName {@value #ANY} for every database; empty in old backups, for the default one
 * @param privilege a privilege or the name of a privilege group
 * @param grantor who granted it
 */
public record Grant(
    String objectType, String objectName, String dbName, String privilege, String grantor) {
  static final String ANY = "*";
  private static final String COLLECTION = "Collection";

  static Grant of(RbacMeta.Grant grant) {
    return new Grant(
        grant.objectType(), grant.objectName(), grant.dbName(), grant.privilege(), grant.grantor());
  }

  /** Whether it concerns that collection, among others perhaps. */
  boolean concerns(String db, String collection) {
    return objectType.equalsIgnoreCase(COLLECTION)
        && (objectName.equals(ANY) || objectName.equals(collection))
        && (dbName.equals(ANY) || database().equals(db));
  }

  /** The same privilege on that collection and no other. */
  Grant on(String db, String collection) {
    return new Grant(objectType, collection, db, privilege, grantor);
  }

  private String database() {
    return dbName.isEmpty() ? CollectionMeta.DEFAULT_DATABASE : dbName;
  }
}
