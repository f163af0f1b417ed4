package dev.refloat.local.states.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiConsumer;

/** A JSON value of the definition, any string of which may be an expression. */
public record Template(JsonNode json) {

  /**
   * The value with every expression replaced by what it gives.
   *
   * @param field the field the template stands in, for messages
   * @throws StateFailed States.QueryEvaluationError
   */
  public JsonNode evaluate(String field, Map<String, Object> variables) {
    return evaluate(json, field, variables);
  }

  /** Whether the whole value is one expression, so that its result decides the type. */
  public boolean isExpression() {
    return json.isTextual() && Expression.isExpression(json.textValue());
  }

  /** Calls back for each string with its place, for example {@code Arguments/Payload/id}. */
  public void strings(String field, BiConsumer<String, String> each) {
    strings(json, field, each);
  }

  private static void strings(JsonNode node, String field, BiConsumer<String, String> each) {
    if (node.isTextual()) {
      each.accept(field, node.textValue());
    }
    node.properties()
        .forEach(entry -> strings(entry.getValue(), field + "/" + entry.getKey(), each));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      strings(node.get(i), field + "[" + i + "]", each);
    }
  }

  private static JsonNode evaluate(JsonNode node, String field, Map<String, Object> variables) {
    if (node.isTextual()) {
      String text = node.textValue();
      return Expression.isExpression(text) ? Expression.in(text).evaluate(field, variables) : node;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(
              e ->
                  object.set(
                      e.getKey(), evaluate(e.getValue(), field + "/" + e.getKey(), variables)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
      for (int i = 0; i < node.size(); i++) {
        array.add(evaluate(node.get(i), field + "[" + i + "]", variables));
      }
      return array;
    }
    return node;
  }
}
