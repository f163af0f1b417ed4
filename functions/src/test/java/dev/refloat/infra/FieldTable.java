package dev.refloat.infra;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fields of a schema, nested ones too, in words. */
final class FieldTable {
  /** A longer list of numbers is told by its ends. */
  private static final int LONG_LIST = 12;

  private final OpenApi openApi;

  FieldTable(OpenApi openApi) {
    this.openApi = openApi;
  }

  /** A field with its path, such as {@code dbCollections[].dbName}. */
  record Field(String name, String values, boolean required, String meaning) {
    Stream<String> cells() {
      return Stream.of("`" + name + "`", values, required ? "yes" : "no", meaning);
    }
  }

  List<Field> rows(JsonNode schema) {
    var rows = new ArrayList<Field>();
    add(rows, "", schema);
    return rows;
  }

  private void add(List<Field> rows, String prefix, JsonNode reference) {
    JsonNode schema = openApi.resolve(reference);
    if (types(schema).contains("array")) {
      add(rows, prefix + "[]", schema.path("items"));
      return;
    }
    List<String> required = schema.path("required").valueStream().map(JsonNode::asText).toList();
    String dot = prefix.isEmpty() ? "" : prefix + ".";
    for (var property : schema.path("properties").properties()) {
      String name = dot + property.getKey();
      JsonNode value = property.getValue();
      rows.add(
          new Field(
              name,
              values(value),
              required.contains(property.getKey()),
              withDefault(described(value), value)));
      add(rows, name, value);
    }
  }

  private String described(JsonNode reference) {
    String own = reference.path("description").asText();
    return own.isEmpty() ? openApi.resolve(reference).path("description").asText() : own;
  }

  /** A text, and after it what stands for an absent value, where something does. */
  String withDefault(String text, JsonNode reference) {
    JsonNode schema = openApi.resolve(reference);
    return schema.has("default")
        ? text + " Default: `" + schema.path("default").asText() + "`."
        : text;
  }

  /** What may stand there. */
  String values(JsonNode reference) {
    JsonNode schema = openApi.resolve(reference);
    if (schema.has("enum")) {
      return choices(schema.path("enum").valueStream().filter(one -> !one.isNull()).toList());
    }
    if (schema.has("const")) {
      return "`" + schema.path("const").asText() + "`";
    }
    String type = types(schema).stream().map(FieldTable::word).collect(joining(" or "));
    String limits = limits(schema);
    return limits.isEmpty() ? type : type + ", " + limits;
  }

  private static String choices(List<JsonNode> values) {
    if (values.size() > LONG_LIST) {
      return "one of " + values.size() + " from " + values.getFirst() + " to " + values.getLast();
    }
    return values.stream().map(value -> "`" + value.asText() + "`").collect(joining(", "));
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asText).toList()
        : List.of(type.asText());
  }

  private static String word(String type) {
    return switch (type) {
      case "integer" -> "whole number";
      case "array" -> "list";
      case "boolean" -> "true or false";
      default -> type;
    };
  }

  private static String limits(JsonNode schema) {
    var limits = new ArrayList<String>();
    if (schema.path("format").asText().equals("date-time")) {
      limits.add("time in ISO-8601");
    }
    range(limits, schema.path("minimum"), schema.path("maximum"), "");
    range(limits, schema.path("minLength"), schema.path("maxLength"), " characters");
    range(limits, schema.path("minItems"), schema.path("maxItems"), " items");
    if (schema.has("pattern")) {
      limits.add("`" + schema.path("pattern").asText() + "`");
    }
    return String.join(", ", limits);
  }

  private static void range(List<String> limits, JsonNode least, JsonNode most, String of) {
    if (!least.isMissingNode() && !most.isMissingNode()) {
      limits.add(least.asText() + " to " + most.asText() + of);
    } else if (!most.isMissingNode()) {
      limits.add(most.asText() + of + " at most");
    } else if (!least.isMissingNode()) {
      limits.add(least.asText() + " or more" + of);
    }
  }
}
