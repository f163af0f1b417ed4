package dev.refloat.backup;

/** Whether a backup can be restored. */
public enum BackupStatus {
  AVAILABLE,
  /** Its files are being deleted. */
  DELETING,
  /** Its meta is gone. */
  DELETED
}
