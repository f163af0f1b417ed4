package dev.refloat.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.Expression;
import dev.refloat.local.states.eval.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of the definition. Whoever reads a field takes it out; what nobody took
 * is unknown and becomes a finding. Wrong values become findings too, so that reading goes on and
 * all of them are told.
 */
final class Fields {

  /** Which parts of {@code $states} an expression may read where it stands. */
  enum Reading {
    INPUT,
    RESULT,
    ERROR_OUTPUT
  }

  private static final Set<String> JSON_PATH =
      Set.of(
          "InputPath",
          "OutputPath",
          "ResultPath",
          "Parameters",
          "ResultSelector",
          "Result",
          "ItemsPath",
          "Variable",
          "SecondsPath",
          "TimestampPath",
          "TimeoutSecondsPath",
          "HeartbeatSecondsPath",
          "MaxConcurrencyPath",
          "ErrorPath",
          "CausePath",
          "ToleratedFailureCountPath",
          "ToleratedFailurePercentagePath",
          "MaxItemsPath",
          "MaxItemsPerBatchPath",
          "MaxInputBytesPerBatchPath",
          "And",
          "Or",
          "Not");

  private final ObjectNode node;
  private final String where;
  private final List<String> findings;
  private final Set<String> taken = new HashSet<>(Set.of("Comment"));

  Fields(ObjectNode node, String where, List<String> findings) {
    this.node = node;
    this.where = where;
    this.findings = findings;
  }

  String where() {
    return where;
  }

  List<String> findings() {
    return findings;
  }

  /** The field's value, or null when it is absent. */
  @Nullable JsonNode take(String field) {
    taken.add(field);
    return node.get(field);
  }

  boolean has(String field) {
    return node.has(field);
  }

  void wrong(String field, String what) {
    findings.add("%s: field '%s' %s".formatted(where, field, what));
  }

  /** Ends the reading of this object: everything not taken is told as unknown. */
  void refuseOthers(String kind) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!taken.contains(field)) {
                wrong(
                    field,
                    JSON_PATH.contains(field)
                        ? "belongs to JSONPath; definitions are read as JSONata only"
                        : "is not a known field of " + kind);
              }
            });
  }

  @Nullable String text(String field) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      wrong(field, "must be a string that is not empty");
      return null;
    }
    return value.textValue();
  }

  String requiredText(String field) {
    if (!has(field)) {
      taken.add(field);
      wrong(field, "is required");
    }
    String text = text(field);
    return text == null ? "" : text;
  }

  @Nullable Fields object(String field) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return new Fields(object, where + "/" + field, findings);
    }
    wrong(field, "must be an object");
    return null;
  }

  List<Fields> objects(String field) {
    List<Fields> all = new ArrayList<>();
    JsonNode value = take(field);
    if (value == null) {
      return all;
    }
    if (!value.isArray()) {
      wrong(field, "must be an array");
    }
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i) instanceof ObjectNode object) {
        all.add(new Fields(object, "%s/%s[%d]".formatted(where, field, i), findings));
      } else {
        wrong(field + "[" + i + "]", "must be an object");
      }
    }
    return all;
  }

  /** A number of seconds or attempts that must not be an expression. */
  long integer(String field, long otherwise, LongPredicate allowed, String rule) {
    JsonNode value = take(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.canConvertToExactIntegral()
        || !value.canConvertToLong()
        || !allowed.test(value.longValue())) {
      wrong(field, "must be an integer " + rule);
      return otherwise;
    }
    return value.longValue();
  }

  /** A value any string of which may be an expression. */
  @Nullable Template template(String field, Reading readable) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    Template template = new Template(value);
    template.strings(field, (place, text) -> checkString(place, text, readable));
    return template;
  }

  /** A number, or an expression that gives one. */
  @Nullable Template number(String field, double least, double most) {
    Template template = template(field, Reading.INPUT);
    if (template == null || template.isExpression()) {
      return template;
    }
    JsonNode value = template.json();
    if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
      wrong(
          field,
          "must be a number from %.0f to %.0f, or an expression that gives one"
              .formatted(least, most));
    }
    return template;
  }

  Map<String, Template> assign(Reading readable) {
    Map<String, Template> all = new LinkedHashMap<>();
    JsonNode value = take("Assign");
    if (value == null) {
      return all;
    }
    if (!value.isObject()) {
      wrong("Assign", "must be an object");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String name = entry.getKey();
      if (!isVariableName(name)) {
        wrong(
            "Assign/" + name,
            "is not a variable name: letters, digits and underscores, at most 80, not 'states'");
      }
      Template template = new Template(entry.getValue());
      template.strings("Assign/" + name, (place, text) -> checkString(place, text, readable));
      all.put(name, template);
    }
    return all;
  }

  private static boolean isVariableName(String name) {
    return !name.isEmpty()
        && name.codePointCount(0, name.length()) <= 80
        && !name.equals("states")
        && Character.isUnicodeIdentifierStart(name.codePointAt(0))
        && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  private void checkString(String place, String text, Reading readable) {
    if (!Expression.isExpression(text)) {
      if (text.startsWith("{%") || text.endsWith("%}")) {
        wrong(
            place,
            "must start with '{%' and end with '%}' to be an expression, with nothing around");
      }
      return;
    }
    Expression expression = Expression.in(text);
    try {
      expression.check();
    } catch (IllegalArgumentException e) {
      wrong(place, "is not a JSONata expression: " + e.getMessage());
    }
    if (expression.mentions("eval")) {
      wrong(place, "uses $eval, which Step Functions does not have; $parse reads JSON text");
    }
    if (expression.mentions("states.result") && readable != Reading.RESULT) {
      wrong(
          place,
          "reads $states.result, which only Output and Assign of a Task, Parallel or Map can");
    }
    if (expression.mentions("states.errorOutput") && readable != Reading.ERROR_OUTPUT) {
      wrong(place, "reads $states.errorOutput, which only Output and Assign of a catcher can");
    }
  }
}
