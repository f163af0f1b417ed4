package dev.refloat.local.template;

import java.util.Set;

/** Reads {@code AWS::S3::Bucket}. */
final class BucketReader {
  private static final Set<String> UNDERSTOOD = Set.of("BucketName", "NotificationConfiguration");

  /**
   * Who may read it, how it is kept and what it costs. Versions are kept by AWS only: no function
   * reads them.
   */
  private static final Set<String> IGNORED =
      Set.of(
          "AccelerateConfiguration",
          "BucketEncryption",
          "IntelligentTieringConfigurations",
          "InventoryConfigurations",
          "LifecycleConfiguration",
          "LoggingConfiguration",
          "MetricsConfigurations",
          "ObjectLockConfiguration",
          "ObjectLockEnabled",
          "OwnershipControls",
          "PublicAccessBlockConfiguration",
          "ReplicationConfiguration",
          "Tags",
          "VersioningConfiguration");

  private BucketReader() {}

  static Bucket read(String id, String name, Section properties) {
    properties.allow(UNDERSTOOD, IGNORED);
    Section notifications =
        properties
            .section("NotificationConfiguration")
            .allow(Set.of("EventBridgeConfiguration"), Set.of());
    Section eventBridge =
        notifications
            .section("EventBridgeConfiguration")
            .allow(Set.of("EventBridgeEnabled"), Set.of());
    // An empty EventBridgeConfiguration enables it: the flag's only legal value is true.
    boolean events =
        notifications.has("EventBridgeConfiguration")
            && (!eventBridge.has("EventBridgeEnabled") || eventBridge.flag("EventBridgeEnabled"));
    return new Bucket(id, name, events);
  }
}
