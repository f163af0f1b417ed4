package dev.refloat.restore;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.RbacConflict;
import java.util.Optional;

/** The registered backup that a request is about. */
final class AvailableBackup {
  private AvailableBackup() {}

  /**
   * Passes where there is one that can be restored.
   *
   * @throws Refused 96101 where there is none, 96102 where it is not AVAILABLE
   */
  static void require(BackupStore backups, String clusterId, String backupId) {
    require(
        backups
            .findRecord(clusterId, backupId)
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.BACKUP_NOT_FOUND,
                        "Cluster " + clusterId + " has no backup " + backupId + ".")));
  }

  /**
   * Passes where it has the users and roles that are wanted, or none are.
   *
   * @throws Refused 96141
   */
  static void requireRbac(BackupRecord backup, Optional<RbacConflict> wanted) {
    if (wanted.isPresent() && !backup.hasRbac()) {
      throw RbacPlanner.notInBackup(backup.backupId());
    }
  }

  /**
   * Passes where it can be restored.
   *
   * @throws Refused 96102
   */
  static void require(BackupRecord backup) {
    if (backup.status() != BackupStatus.AVAILABLE) {
      throw new Refused(
          ErrorCode.BACKUP_NOT_AVAILABLE,
          "Backup "
              + backup.backupId()
              + " is "
              + backup.status()
              + "; only an AVAILABLE backup can be restored.");
    }
  }
}
