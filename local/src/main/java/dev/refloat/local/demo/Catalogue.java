package dev.refloat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The collections of a cluster as GET /v2/clusters/{id}/collections shows them. The one place that
 * knows that answer's shape.
 */
record Catalogue(List<Entry> collections) {
  private static final String ALL_PARTITIONS = "-1";

  /** One collection; {@code id} as text, since it is above 2^53. */
  record Entry(
      String database,
      String name,
      String id,
      boolean loaded,
      long rows,
      long bytes,
      int shards,
      List<String> partitions) {}

  /**
   * Reads the answer's {@code data}.
   *
   * @throws DemoFailure when a field is missing
   */
  static Catalogue read(JsonNode data) throws DemoFailure {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode collection : required(data, "collections")) {
      List<String> partitions = new ArrayList<>();
      for (JsonNode partition : required(collection, "partitions")) {
        // The entry with the deletes of all partitions is not one of them.
        if (!required(partition, "partitionId").asText().equals(ALL_PARTITIONS)) {
          partitions.add(required(partition, "partitionName").asText());
        }
      }
      JsonNode id = required(collection, "collectionId");
      if (!id.isTextual()) {
        throw new DemoFailure(
            "The catalogue: expected collectionId as a string, found " + id.getNodeType());
      }
      entries.add(
          new Entry(
              required(collection, "dbName").asText(),
              required(collection, "collectionName").asText(),
              id.asText(),
              required(collection, "loadState").asText().equalsIgnoreCase("LOADED"),
              required(collection, "rows").asLong(),
              required(collection, "bytes").asLong(),
              required(collection, "shardsNum").asInt(),
              partitions));
    }
    return new Catalogue(entries);
  }

  private static JsonNode required(JsonNode node, String field) throws DemoFailure {
    if (!node.hasNonNull(field)) {
      throw new DemoFailure(
          "The catalogue: expected the field "
              + field
              + ", found "
              + node.properties().stream().map(Map.Entry::getKey).toList());
    }
    return node.get(field);
  }
}
