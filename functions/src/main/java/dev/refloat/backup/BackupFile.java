package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of {@code full_meta.json}, and of {@code backup_meta.json}, which has no collections.
 *
 * @param startMillis milliseconds since 1970; zero in backups of current writers
 * @param format empty for the one this service reads
 */
record BackupFile(
    String id,
    String name,
    long startMillis,
    int stateCode,
    long size,
    String milvusVersion,
    String format,
    List<CollectionMeta> collections,
    List<DatabaseMeta> databases,
    Optional<RbacMeta> rbac) {

  /** Milliseconds since 1970; what is later has no place in a list by time. */
  private static final long YEAR_10000 = 253_402_300_800_000L;

  @JsonCreator
  static BackupFile of(
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("start_time") long startMillis,
      @JsonProperty("state_code") int stateCode,
      @JsonProperty("size") long size,
      @JsonProperty("milvus_version") @Nullable String milvusVersion,
      @JsonProperty("format") @Nullable String format,
      @JsonProperty("collection_backups") @Nullable List<@Nullable CollectionMeta> collections,
      @JsonProperty("database_backups") @Nullable List<@Nullable DatabaseMeta> databases,
      @JsonProperty("rbac_meta") @Nullable RbacMeta rbac) {
    return new BackupFile(
        Wire.text(id),
        Wire.text(name),
        startMillis,
        stateCode,
        size,
        Wire.text(milvusVersion),
        Wire.text(format),
        Wire.list(collections, CollectionMeta.NONE),
        Wire.list(databases, DatabaseMeta.NONE),
        Optional.ofNullable(rbac).filter(r -> !r.equals(RbacMeta.NONE)));
  }

  BackupMeta toMeta(
      List<CollectionMeta> found, List<String> warnings, String eTag, Instant lastModified) {
    return new BackupMeta(
        id,
        name,
        startMillis > 0 && startMillis < YEAR_10000
            ? Optional.of(Instant.ofEpochMilli(startMillis))
            : Optional.empty(),
        BackupMeta.WriterState.of(stateCode),
        size,
        milvusVersion,
        found,
        databases,
        rbac,
        warnings,
        eTag,
        lastModified);
  }
}
