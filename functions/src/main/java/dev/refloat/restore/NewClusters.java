package dev.refloat.restore;

import dev.refloat.backup.BackupRecord;
import dev.refloat.platform.Settings;

/**
 * What clusters are made like.
 *
 * @param region where
 * @param newestMilvus what serves those that need not be served by the version that was backed up
 */
record NewClusters(String region, String newestMilvus) {
  static NewClusters of(Settings settings) {
    return new NewClusters(settings.region(), settings.milvusVersion());
  }

  /** What a new cluster is served by. */
  String milvusVersion(RestoreVersionPolicy policy, BackupRecord backup) {
    return switch (policy) {
      case LATEST -> newestMilvus;
      case ORIGINAL -> backup.milvusVersion();
    };
  }
}
