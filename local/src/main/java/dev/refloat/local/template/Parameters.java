package dev.refloat.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The template's parameters with their values: defaults, or what was given instead. */
final class Parameters {
  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  /**
   * @throws TemplateException where a value is missing, not allowed, or given for a parameter that
   *     is not declared
   */
  Parameters(JsonNode declarations, Map<String, String> given) {
    given.keySet().stream()
        .filter(name -> !declarations.has(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new TemplateException("Parameters", "the template has no parameter " + name);
            });
    declarations
        .properties()
        .forEach(
            entry -> values.put(entry.getKey(), value(entry.getKey(), entry.getValue(), given)));
  }

  Optional<JsonNode> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private static JsonNode value(String name, JsonNode declaration, Map<String, String> given) {
    String path = "Parameters." + name;
    String value = given.get(name);
    if (value == null) {
      if (!declaration.has("Default")) {
        throw new TemplateException(path, "has no default and no value was given");
      }
      value = declaration.get("Default").asText();
    }
    check(path, declaration, value);
    return typed(path, declaration.path("Type").asText(), value);
  }

  private static void check(String path, JsonNode declaration, String value) {
    JsonNode allowed = declaration.path("AllowedValues");
    if (allowed.isArray() && allowed.valueStream().noneMatch(item -> item.asText().equals(value))) {
      throw new TemplateException(path, "the value '" + value + "' is not one of " + allowed);
    }
    String pattern = declaration.path("AllowedPattern").asText("");
    if (!pattern.isEmpty() && !value.matches(pattern)) {
      throw new TemplateException(path, "the value '" + value + "' does not match " + pattern);
    }
    length(path, declaration, value);
    if (declaration.path("Type").asText().equals("Number")) {
      range(path, declaration, number(path, value));
    }
  }

  private static void length(String path, JsonNode declaration, String value) {
    if (value.length() < declaration.path("MinLength").asInt(0)
        || value.length() > declaration.path("MaxLength").asInt(Integer.MAX_VALUE)) {
      throw new TemplateException(
          path, "the value has " + value.length() + " characters: not allowed");
    }
  }

  private static void range(String path, JsonNode declaration, BigDecimal value) {
    boolean low =
        declaration.has("MinValue")
            && value.compareTo(declaration.get("MinValue").decimalValue()) < 0;
    boolean high =
        declaration.has("MaxValue")
            && value.compareTo(declaration.get("MaxValue").decimalValue()) > 0;
    if (low || high) {
      throw new TemplateException(
          path, "the value " + value + " is outside of MinValue and MaxValue");
    }
  }

  private static BigDecimal number(String path, String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw new TemplateException(path, "the value '" + value + "' is not a number");
    }
  }

  /** A Number stays text, as CloudFormation hands it on; a list becomes one. */
  private static JsonNode typed(String path, String type, String value) {
    var json = JsonNodeFactory.instance;
    return switch (type) {
      case "String", "Number" -> json.textNode(value);
      case "CommaDelimitedList", "List<Number>", "List<String>" -> {
        var list = json.arrayNode();
        if (!value.isBlank()) {
          Arrays.stream(value.split(",", -1)).map(String::strip).forEach(list::add);
        }
        yield list;
      }
      default -> {
        if (type.startsWith("AWS::")) {
          yield json.textNode(value);
        }
        throw new TemplateException(path, "the type '" + type + "' is not known");
      }
    };
  }
}
