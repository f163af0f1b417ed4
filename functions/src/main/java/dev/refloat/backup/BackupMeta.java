package dev.refloat.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a backup says of itself.
 *
 * @param startTime when the writer began; current writers do not record it
 * @param size bytes of all segments
 * @param milvusVersion of the cluster that was backed up; can be a git hash
 * @param rbac absent where the backup was made without it
 * @param warnings what could not be known or looks odd, for people
 * @param eTag of the meta file, or those of all level files
 * @param lastModified of the meta file
 */
public record BackupMeta(
    String id,
    String name,
    Optional<Instant> startTime,
    WriterState state,
    long size,
    String milvusVersion,
    List<CollectionMeta> collections,
    List<DatabaseMeta> databases,
    Optional<RbacMeta> rbac,
    List<String> warnings,
    String eTag,
    Instant lastModified) {
  public BackupMeta {
    collections = List.copyOf(collections);
    databases = List.copyOf(databases);
    warnings = List.copyOf(warnings);
  }

  /** How the writer left the backup. Current ones record nothing. */
  public enum WriterState {
    UNKNOWN,
    RUNNING,
    DONE,
    FAILED,
    TIMED_OUT;

    static WriterState of(int number) {
      return number < 0 || number >= values().length ? UNKNOWN : values()[number];
    }
  }

  /** The names of its collections by database, databases without any included. */
  public Map<String, List<String>> names() {
    var names = new LinkedHashMap<String, List<String>>();
    databases.forEach(database -> names.put(database.name(), new ArrayList<>()));
    collections.forEach(
        c -> names.computeIfAbsent(c.dbName(), db -> new ArrayList<>()).add(c.name()));
    return names;
  }

  /**
   * A backup of only those collections: what is wrong with the others is of no matter to who wants
   * these.
   *
   * @param qualifiedNames {@code database.collection}
   */
  public BackupMeta only(Set<String> qualifiedNames) {
    List<CollectionMeta> wanted =
        collections.stream().filter(c -> qualifiedNames.contains(c.qualifiedName())).toList();
    return new BackupMeta(
        id,
        name,
        startTime,
        state,
        wanted.size() == collections.size()
            ? size
            : wanted.stream().mapToLong(CollectionMeta::size).sum(),
        milvusVersion,
        wanted,
        databases,
        rbac,
        warnings,
        eTag,
        lastModified);
  }
}
