package dev.refloat.backup;

import static java.util.Objects.requireNonNull;

import dev.refloat.platform.Item;
import dev.refloat.platform.SortableTime;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A registered backup as two items: the record, which lists read, and beside it the summary of its
 * databases, which can be large and only its description needs.
 */
final class BackupItem {
  static final String REVISION = "revision";

  private BackupItem() {}

  static String partition(String clusterId) {
    return "CLUSTER#" + clusterId;
  }

  static String recordKey(String backupId) {
    return "BACKUP#" + backupId;
  }

  static String summaryKey(String backupId) {
    return "BACKUPSUMMARY#" + backupId;
  }

  static String listKey(String projectId) {
    return "PROJECT#" + projectId + "#BACKUPS";
  }

  /**
   * The item of the record.
   *
   * @param revision another each time it is written
   */
  static Item record(BackupRecord backup, String revision) {
    return Item.key(partition(backup.clusterId()), recordKey(backup.backupId()))
        .with("listKey", listKey(backup.projectId()))
        .with("listSort", SortableTime.of(backup.createTime()) + "#" + backup.backupId())
        .with(REVISION, revision)
        .with("backupId", backup.backupId())
        .with("backupName", backup.backupName())
        .with("projectId", backup.projectId())
        .with("clusterId", backup.clusterId())
        .with("clusterName", backup.clusterName())
        .with("type", backup.type().name())
        .with("creationMethod", backup.creationMethod().name())
        .with("status", backup.status().name())
        .with("size", backup.size())
        .with("createTime", backup.createTime())
        .with("expireTime", backup.expireTime().orElse(null))
        .with("bucket", backup.location().bucket())
        .with("prefix", backup.location().prefix())
        .with("policies", String.join(",", backup.restoreNewInstancePolicies()))
        .with("hasRbac", backup.hasRbac())
        .with("milvusVersion", backup.milvusVersion())
        .with("metaETag", backup.metaETag())
        .with("metaModified", backup.metaModified())
        .with("collectionCount", backup.collectionCount());
  }

  static Item summary(BackupRecord backup) {
    return Item.key(partition(backup.clusterId()), summaryKey(backup.backupId()))
        .with(
            "databases",
            AttributeValue.fromB(
                SdkBytes.fromByteArrayUnsafe(SummaryText.write(backup.databases()))));
  }

  static List<DatabaseSummary> databases(Item summary) {
    return SummaryText.read(
        requireNonNull(summary.attributes().get("databases")).b().asByteArrayUnsafe());
  }

  static BackupRecord read(Item item, List<DatabaseSummary> databases) {
    return new BackupRecord(
        item.text("backupId"),
        item.text("backupName"),
        item.text("projectId"),
        item.text("clusterId"),
        item.text("clusterName"),
        BackupType.valueOf(item.text("type")),
        CreationMethod.valueOf(item.text("creationMethod")),
        BackupStatus.valueOf(item.text("status")),
        item.number("size"),
        item.instant("createTime"),
        item.findInstant("expireTime"),
        new BackupLocation(item.text("bucket"), item.text("prefix")),
        policies(item.text("policies")),
        item.flag("hasRbac"),
        item.text("milvusVersion"),
        item.text("metaETag"),
        item.instant("metaModified"),
        Math.toIntExact(item.number("collectionCount")),
        databases);
  }

  private static List<String> policies(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }
}
