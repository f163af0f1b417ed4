package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the alternatives of a pattern's list. */
final class MatcherReader {
  private static final Set<String> OPERATORS = Set.of("=", "<", "<=", ">", ">=");
  private static final int TEXT = Pattern.DOTALL;
  private static final int ANY_CASE =
      Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private MatcherReader() {}

  /**
   * @throws TemplateException where EventBridge's kind of match is not known here
   */
  static ValueMatcher read(JsonNode alternative, String path) {
    if (alternative.isValueNode()) {
      return new ValueMatcher.Equal(alternative);
    }
    if (!alternative.isObject() || alternative.size() != 1) {
      throw new TemplateException(path, "a value or one kind of match is expected");
    }
    Map.Entry<String, JsonNode> match = alternative.properties().iterator().next();
    JsonNode argument = match.getValue();
    return switch (match.getKey()) {
      case "exists" -> exists(argument, path);
      case "numeric" -> numeric(argument, path);
      case "anything-but" -> not(argument, path);
      default -> text(match.getKey(), argument, path);
    };
  }

  private static ValueMatcher text(String kind, JsonNode argument, String path) {
    boolean anyCase = kind.equals("equals-ignore-case") || argument.has("equals-ignore-case");
    JsonNode text =
        argument.has("equals-ignore-case") ? argument.get("equals-ignore-case") : argument;
    if (!text.isTextual()) {
      throw new TemplateException(path, kind + " takes a text");
    }
    String quoted = Pattern.quote(text.textValue());
    String expression =
        switch (kind) {
          case "prefix" -> quoted + ".*";
          case "suffix" -> ".*" + quoted;
          case "equals-ignore-case" -> quoted;
          case "wildcard" -> wildcard(text.textValue());
          default ->
              throw new TemplateException(path, "the local stack knows no match '" + kind + "'");
        };
    return new ValueMatcher.Text(Pattern.compile(expression, anyCase ? ANY_CASE : TEXT));
  }

  /** A star stands for any characters; a backslash makes the next character plain. */
  private static String wildcard(String text) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*') {
        expression.append(".*");
      } else {
        boolean escape = c == '\\' && i + 1 < text.length();
        i += escape ? 1 : 0;
        expression.append(Pattern.quote(String.valueOf(text.charAt(i))));
      }
    }
    return expression.toString();
  }

  private static ValueMatcher exists(JsonNode argument, String path) {
    if (!argument.isBoolean()) {
      throw new TemplateException(path, "exists takes true or false");
    }
    return new ValueMatcher.Exists(argument.booleanValue());
  }

  private static ValueMatcher numeric(JsonNode argument, String path) {
    List<ValueMatcher.Bound> bounds = new ArrayList<>();
    for (int i = 0; i + 1 < argument.size(); i += 2) {
      String operator = argument.get(i).asText();
      if (!OPERATORS.contains(operator) || !argument.get(i + 1).isNumber()) {
        throw new TemplateException(path, "numeric takes pairs of an operator and a number");
      }
      bounds.add(new ValueMatcher.Bound(operator, argument.get(i + 1).decimalValue()));
    }
    if (bounds.isEmpty() || argument.size() % 2 != 0) {
      throw new TemplateException(path, "numeric takes pairs of an operator and a number");
    }
    return new ValueMatcher.Numeric(List.copyOf(bounds));
  }

  private static ValueMatcher not(JsonNode argument, String path) {
    List<ValueMatcher> excluded = new ArrayList<>();
    if (argument.isObject() && argument.size() == 1 && argument.elements().next().isArray()) {
      String kind = argument.fieldNames().next();
      argument.get(kind).forEach(item -> excluded.add(text(kind, item, path)));
    } else if (argument.isArray()) {
      argument.forEach(item -> excluded.add(read(item, path)));
    } else {
      excluded.add(read(argument, path));
    }
    return new ValueMatcher.Not(List.copyOf(excluded));
  }
}
