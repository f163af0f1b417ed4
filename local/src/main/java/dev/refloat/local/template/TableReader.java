package dev.refloat.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code AWS::DynamoDB::Table}. */
final class TableReader {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "AttributeDefinitions",
          "BillingMode",
          "GlobalSecondaryIndexes",
          "KeySchema",
          "LocalSecondaryIndexes",
          "StreamSpecification",
          "TableName",
          "TimeToLiveSpecification");

  /** Capacity, encryption, backup and protection against deletion. */
  private static final Set<String> IGNORED =
      Set.of(
          "ContributorInsightsSpecification",
          "DeletionProtectionEnabled",
          "OnDemandThroughput",
          "PointInTimeRecoverySpecification",
          "ProvisionedThroughput",
          "ResourcePolicy",
          "SSESpecification",
          "TableClass",
          "Tags",
          "WarmThroughput");

  private TableReader() {}

  static Table read(String id, String name, Section properties) {
    properties.allow(UNDERSTOOD, IGNORED);
    Map<String, String> attributes = new LinkedHashMap<>();
    properties
        .sections("AttributeDefinitions")
        .forEach(
            attribute ->
                attributes.put(attribute.text("AttributeName"), attribute.text("AttributeType")));
    Section timeToLive =
        properties
            .section("TimeToLiveSpecification")
            .allow(Set.of("AttributeName", "Enabled"), Set.of());
    return new Table(
        id,
        name,
        attributes,
        key(properties),
        indexes(properties, "GlobalSecondaryIndexes"),
        indexes(properties, "LocalSecondaryIndexes"),
        timeToLive.flag("Enabled") ? timeToLive.optionalText("AttributeName") : Optional.empty(),
        properties
            .section("StreamSpecification")
            .allow(Set.of("StreamViewType"), Set.of("ResourcePolicy"))
            .optionalText("StreamViewType"));
  }

  private static List<Table.Index> indexes(Section properties, String kind) {
    return properties.sections(kind).stream().map(TableReader::index).toList();
  }

  private static Table.Index index(Section index) {
    index.allow(
        Set.of("IndexName", "KeySchema", "Projection"),
        Set.of(
            "ContributorInsightsSpecification",
            "OnDemandThroughput",
            "ProvisionedThroughput",
            "WarmThroughput"));
    Section projection =
        index.section("Projection").allow(Set.of("NonKeyAttributes", "ProjectionType"), Set.of());
    return new Table.Index(
        index.text("IndexName"),
        key(index),
        projection.text("ProjectionType"),
        projection.texts("NonKeyAttributes"));
  }

  private static Table.Key key(Section owner) {
    Map<String, String> byRole = new LinkedHashMap<>();
    owner
        .sections("KeySchema")
        .forEach(key -> byRole.put(key.text("KeyType"), key.text("AttributeName")));
    String partition = byRole.remove("HASH");
    Optional<String> sort = Optional.ofNullable(byRole.remove("RANGE"));
    if (partition == null || !byRole.isEmpty()) {
      throw owner.error("KeySchema", "one HASH key and at most one RANGE key are expected");
    }
    return new Table.Key(partition, sort);
  }
}
