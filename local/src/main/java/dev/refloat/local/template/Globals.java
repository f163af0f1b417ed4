package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * SAM's Globals section: maps are merged, lists appended to the global ones, anything else replaces
 * the global value.
 */
final class Globals {
  private final JsonNode globals;

  Globals(JsonNode globals) {
    this.globals = globals;
  }

  /**
   * @param kind {@code Function}, {@code HttpApi} or {@code StateMachine}
   */
  JsonNode merge(String kind, JsonNode properties) {
    JsonNode shared = globals.path(kind);
    return shared.isMissingNode() ? properties : merge(shared, properties);
  }

  private static JsonNode merge(JsonNode shared, JsonNode own) {
    if (own.isMissingNode()) {
      return shared;
    }
    if (isMap(shared) && isMap(own)) {
      ObjectNode merged = JsonNodeFactory.instance.objectNode();
      merged.setAll((ObjectNode) shared);
      own.properties()
          .forEach(
              entry ->
                  merged.set(entry.getKey(), merge(shared.path(entry.getKey()), entry.getValue())));
      return merged;
    }
    if (shared.isArray() && own.isArray()) {
      return JsonNodeFactory.instance
          .arrayNode()
          .addAll((ArrayNode) shared)
          .addAll((ArrayNode) own);
    }
    return own;
  }

  private static boolean isMap(JsonNode node) {
    return node.isObject() && !Intrinsics.isFunction(node);
  }
}
