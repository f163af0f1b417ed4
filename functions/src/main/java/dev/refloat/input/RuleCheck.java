package dev.refloat.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import java.util.List;

/** Holds a value against the rule of its field. */
final class RuleCheck {
  private RuleCheck() {}

  static void check(Rule rule, String path, JsonNode value, List<Problem> problems) {
    switch (rule) {
      case Rule.Text text -> {
        if (!value.isTextual() || !text.pattern().matcher(value.textValue()).matches()) {
          problems.add(problem(text.code(), path, text.must()));
        }
      }
      case Rule.Choice choice -> {
        if (!value.isTextual() || !choice.words().contains(value.textValue())) {
          problems.add(problem(choice.code(), path, choice.must()));
        }
      }
      case Rule.Whole whole -> whole(whole, path, value, problems);
      case Rule.Flag flag -> {
        if (!value.isBoolean()) {
          problems.add(problem(ErrorCode.FIELD_MALFORMED, path, flag.must()));
        }
      }
      case Rule.ListOf list -> list(list, path, value, problems);
      case Rule.Strings strings -> strings(strings, path, value, problems);
      case Rule.ObjectOf nested -> {
        if (value instanceof ObjectNode object) {
          nested.shape().check(object, path + ".", problems);
        } else {
          problems.add(problem(ErrorCode.FIELD_MALFORMED, path, nested.must()));
        }
      }
      case Rule.AnyObject any -> {
        if (!value.isObject()) {
          problems.add(problem(ErrorCode.FIELD_MALFORMED, path, any.must()));
        }
      }
    }
  }

  private static void whole(Rule.Whole rule, String path, JsonNode value, List<Problem> problems) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      problems.add(problem(ErrorCode.FIELD_MALFORMED, path, rule.must()));
      return;
    }
    rule.limits().stream()
        .filter(limit -> !limit.holds().test(value.intValue()))
        .findFirst()
        .ifPresent(limit -> problems.add(problem(limit.code(), path, limit.must())));
  }

  private static void list(Rule.ListOf rule, String path, JsonNode value, List<Problem> problems) {
    if (!value.isArray() || value.isEmpty() || value.size() > rule.max()) {
      problems.add(problem(ErrorCode.FIELD_MALFORMED, path, rule.must()));
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      String place = path + "[" + i + "]";
      if (value.get(i) instanceof ObjectNode object) {
        rule.shape().check(object, place + ".", problems);
      } else {
        problems.add(problem(ErrorCode.FIELD_MALFORMED, place, "must be an object"));
      }
    }
  }

  private static void strings(
      Rule.Strings rule, String path, JsonNode value, List<Problem> problems) {
    boolean fits = value.isArray() && !value.isEmpty() && value.size() <= rule.max();
    if (!fits || value.valueStream().distinct().count() < value.size()) {
      problems.add(problem(ErrorCode.FIELD_MALFORMED, path, rule.must()));
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      check(rule.item(), path + "[" + i + "]", value.get(i), problems);
    }
  }

  private static Problem problem(ErrorCode code, String path, String must) {
    return new Problem(code, path + " " + must + ".");
  }
}
