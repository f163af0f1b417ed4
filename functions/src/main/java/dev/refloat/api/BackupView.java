package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.CollectionSummary;
import dev.refloat.backup.DatabaseSummary;
import dev.refloat.backup.LoadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the API shows it.
 *
 * @param size bytes
 * @param expireTime null where it does not expire
 * @param clusterName empty where it is not known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BackupView(
    String projectId,
    String backupId,
    String backupName,
    String backupType,
    String creationMethod,
    long size,
    @Nullable String expireTime,
    String clusterId,
    String clusterName,
    String createTime,
    String status,
    List<String> restoreNewInstancePolicies) {

  /** A backup with what is in it. */
  record Detail(
      @JsonUnwrapped BackupView backup,
      String regionId,
      boolean hasRbac,
      List<Database> dbCollections) {
    static Detail of(BackupRecord backup, String regionId) {
      return new Detail(
          BackupView.of(backup),
          regionId,
          backup.hasRbac(),
          backup.databases().stream().map(Database::of).toList());
    }
  }

  record Database(String dbName, List<Collection> collections) {
    static Database of(DatabaseSummary database) {
      return new Database(
          database.dbName(), database.collections().stream().map(Collection::of).toList());
    }
  }

  record Collection(
      String collectionName,
      String description,
      String status,
      long rows,
      long size,
      int partitions,
      int segments) {
    static Collection of(CollectionSummary collection) {
      return new Collection(
          collection.collectionName(),
          collection.description(),
          // The contract knows two states: what was still loading was not being served.
          collection.loadState() == LoadState.LOADED ? "LOADED" : "UNLOADED",
          collection.rows(),
          collection.size(),
          collection.partitions(),
          collection.segments());
    }
  }

  static BackupView of(BackupRecord backup) {
    return new BackupView(
        backup.projectId(),
        backup.backupId(),
        backup.backupName(),
        backup.type().name(),
        backup.creationMethod().name(),
        backup.size(),
        backup.expireTime().map(Times::text).orElse(null),
        backup.clusterId(),
        backup.clusterName(),
        Times.text(backup.createTime()),
        backup.status().name(),
        backup.restoreNewInstancePolicies());
  }
}
