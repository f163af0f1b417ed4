package dev.refloat.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which properties of a collection a restore leaves out, and why. */
final class LeftOut {
  /**
   * {@code collection.ttl.seconds}: with it the engine would drop, as soon as it serves them, rows
   * that have become too old since the backup. The vendor's restore leaves it out for that, and
   * says so.
   */
  static final Set<String> PROPERTIES = Set.of("collection.ttl.seconds");

  private LeftOut() {}

  static Map<String, String> without(Map<String, String> properties) {
    var kept = new LinkedHashMap<>(properties);
    kept.keySet().removeAll(PROPERTIES);
    return kept;
  }

  /** The schema as it is, but for such properties, which some writers repeat in it. */
  static JsonNode without(JsonNode schema) {
    JsonNode kept = schema.deepCopy();
    if (kept.path("properties") instanceof ArrayNode properties) {
      properties.removeIf(pair -> PROPERTIES.contains(pair.path("key").asText()));
    }
    return kept;
  }
}
