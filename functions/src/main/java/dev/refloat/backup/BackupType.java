package dev.refloat.backup;

/** What a backup is of: a whole cluster, or chosen collections. */
public enum BackupType {
  CLUSTER,
  COLLECTION
}
