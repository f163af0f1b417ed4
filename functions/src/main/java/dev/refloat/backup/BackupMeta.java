package dev.refloat.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
}
