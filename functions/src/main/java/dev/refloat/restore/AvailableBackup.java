package dev.refloat.restore;

import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

/** The registered backup that a request is about. */
final class AvailableBackup {
  private AvailableBackup() {}

  /**
   * Finds it.
   *
   * @throws Refused 96101 where there is none, 96102 where it is not AVAILABLE
   */
  static BackupRecord find(BackupStore backups, String clusterId, String backupId) {
    BackupRecord backup =
        backups
            .find(clusterId, backupId)
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.BACKUP_NOT_FOUND,
                        "Cluster " + clusterId + " has no backup " + backupId + "."));
    if (backup.status() != BackupStatus.AVAILABLE) {
      throw new Refused(
          ErrorCode.BACKUP_NOT_AVAILABLE,
          "Backup "
              + backup.backupId()
              + " is "
              + backup.status()
              + "; only an AVAILABLE backup can be restored.");
    }
    return backup;
  }
}
