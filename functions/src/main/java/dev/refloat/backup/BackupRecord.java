package dev.refloat.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A backup that is registered. It says what the meta said when it was read; whether the files are
 * there and sound is found out when it is restored.
 *
 * @param clusterId of the cluster that was backed up; it may be gone
 * @param clusterName empty where it is not known
 * @param size in bytes
 * @param createTime when the backup was begun
 * @param restoreNewInstancePolicies versions of the new cluster that can be asked for
 * @param metaETag of the meta file that was read
 * @param metaModified of the meta file that was read: a record of a newer one is not replaced
 * @param collectionCount collections in all databases
 * @param databases what is in it; empty in a list, where only {@code collectionCount} is known
 */
public record BackupRecord(
    String backupId,
    String backupName,
    String projectId,
    String clusterId,
    String clusterName,
    BackupType type,
    CreationMethod creationMethod,
    BackupStatus status,
    long size,
    Instant createTime,
    Optional<Instant> expireTime,
    BackupLocation location,
    List<String> restoreNewInstancePolicies,
    boolean hasRbac,
    String milvusVersion,
    String metaETag,
    Instant metaModified,
    int collectionCount,
    List<DatabaseSummary> databases) {
  /** 80 bits: two locations do not meet. */
  private static final int ID_DIGITS = 20;

  public BackupRecord {
    restoreNewInstancePolicies = List.copyOf(restoreNewInstancePolicies);
    databases = List.copyOf(databases);
  }

  /** The id of the backup at a location: the same each time, so that it is registered once. */
  public static String idOf(BackupLocation location) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(location.uri().getBytes(UTF_8));
      return "backup" + HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  BackupRecord deleted() {
    return with(type, creationMethod, BackupStatus.DELETED);
  }

  BackupRecord with(BackupType newType, CreationMethod newMethod, BackupStatus newStatus) {
    return new BackupRecord(
        backupId,
        backupName,
        projectId,
        clusterId,
        clusterName,
        newType,
        newMethod,
        newStatus,
        size,
        createTime,
        expireTime,
        location,
        restoreNewInstancePolicies,
        hasRbac,
        milvusVersion,
        metaETag,
        metaModified,
        collectionCount,
        databases);
  }
}
