package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One alternative of a pattern's list, as a table of the kinds that EventBridge has.
 *
 * <pre>
 *  Equal       "x", 5, true, null      the same value; numbers by value
 *  Exists      {"exists": false}       whether the key is there at all
 *  Text        {"prefix": "x"} …       texts only
 *  Numeric     {"numeric": [">", 0]}   numbers only
 *  Not         {"anything-but": …}     a value that none of them matches
 * </pre>
 */
sealed interface ValueMatcher {

  /**
   * Whether a value matches.
   *
   * @param value a single value of the event; missing where the event has no such key
   */
  boolean matches(JsonNode value);

  /** The same value. */
  record Equal(JsonNode expected) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return (expected.isNumber() && value.isNumber())
          ? expected.decimalValue().compareTo(value.decimalValue()) == 0
          : expected.equals(value);
    }
  }

  /** Whether the key is there, whatever its value. */
  record Exists(boolean expected) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isMissingNode() != expected;
    }
  }

  /** A text that the expression matches as a whole. */
  record Text(Pattern expression) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isTextual() && expression.matcher(value.textValue()).matches();
    }
  }

  /** A number within all bounds. */
  record Numeric(List<Bound> bounds) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isNumber()
          && bounds.stream().allMatch(bound -> bound.holds(value.decimalValue()));
    }
  }

  /**
   * A comparison with a number.
   *
   * @param operator {@code =}, {@code <}, {@code <=}, {@code >} or {@code >=}
   */
  record Bound(String operator, BigDecimal limit) {
    boolean holds(BigDecimal value) {
      int order = value.compareTo(limit);
      return switch (operator) {
        case "=" -> order == 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        default ->
            throw new IllegalStateException(
                "An unknown operator is refused when the pattern is read");
      };
    }
  }

  /** A value that is there and that nothing of the list matches. */
  record Not(List<ValueMatcher> excluded) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return !value.isMissingNode()
          && excluded.stream().noneMatch(matcher -> matcher.matches(value));
    }
  }
}
