package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.Expression;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Template;
import dev.refloat.local.states.eval.Values;
import java.util.Locale;

/** Fields that must give a number of some range. */
final class Numbers {

  static final long LONGEST_SECONDS = 99_999_999;

  private Numbers() {}

  /** The integer a field gives, or States.QueryEvaluationError when it gives something else. */
  static long whole(Template template, String field, Bindings bindings, long least, long most) {
    JsonNode value = bindings.evaluate(template, field);
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw wrongType(template, field, "integer", value);
    }
    return (long) inRange(field, value, least, most);
  }

  static double percentage(Template template, String field, Bindings bindings) {
    JsonNode value = bindings.evaluate(template, field);
    if (!value.isNumber()) {
      throw wrongType(template, field, "number", value);
    }
    return inRange(field, value, 0, 100);
  }

  private static double inRange(String field, JsonNode value, long least, long most) {
    if (value.doubleValue() < least || value.doubleValue() > most) {
      throw StateFailed.query(
          field,
          "The field '%s' must be between %d and %d but was: %s"
              .formatted(field, least, most, value));
    }
    return value.doubleValue();
  }

  static StateFailed wrongType(Template template, String field, String expected, JsonNode value) {
    String source =
        template.isExpression() ? Expression.in(template.json().textValue()).source() : "";
    String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return StateFailed.query(
        field,
        "The JSONata expression '%s' specified for the field '%s' returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
            .formatted(source, field, expected, type, Values.text(value)));
  }
}
