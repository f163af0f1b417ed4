package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.refloat.backup.BackupCheck;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.CollectionSummary;
import dev.refloat.backup.DatabaseSummary;
import dev.refloat.backup.Finding;
import dev.refloat.backup.Findings;
import dev.refloat.backup.LoadState;
import java.util.List;
import java.util.Optional;
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

  /**
   * A backup with what is in it.
   *
   * @param check absent where it was not asked for
   */
  record Detail(
      @JsonUnwrapped BackupView backup,
      String regionId,
      boolean hasRbac,
      List<Database> dbCollections,
      @Nullable Check check) {
    static Detail of(BackupRecord backup, String regionId, Optional<BackupCheck.Checked> found) {
      return new Detail(
          BackupView.of(backup),
          regionId,
          backup.hasRbac(),
          backup.databases().stream().map(Database::of).toList(),
          found.map(Check::of).orElse(null));
    }
  }

  /**
   * What was found in it.
   *
   * @param filesChecked false where only the meta was checked
   * @param problems the first ones
   * @param warnings the first ones
   */
  record Check(
      long objects,
      boolean filesChecked,
      long problemCount,
      long warningCount,
      List<Found> problems,
      List<Found> warnings) {
    static Check of(BackupCheck.Checked checked) {
      Findings findings = checked.findings();
      return new Check(
          checked.objects(),
          checked.filesChecked(),
          findings.problemCount(),
          findings.warningCount(),
          findings.problems().stream().map(Found::of).toList(),
          findings.warnings().stream().map(Found::of).toList());
    }
  }

  record Found(String severity, String subject, String message) {
    static Found of(Finding finding) {
      return new Found(finding.severity().name(), finding.subject(), finding.text());
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
