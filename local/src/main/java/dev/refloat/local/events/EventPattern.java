package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.refloat.local.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An EventBridge pattern: every key that it names must match, keys that it does not name do not
 * matter.
 *
 * <p>Where the event has a list, one of its items must match.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Comparison
 *     operators</a>
 */
public final class EventPattern {
  private final Map<String, EventPattern> nested = new LinkedHashMap<>();
  private final Map<String, List<ValueMatcher>> leaves = new LinkedHashMap<>();
  private final List<EventPattern> alternatives = new ArrayList<>();

  /**
   * @param path where the pattern stands, for errors
   * @throws TemplateException where it is no pattern, or has a kind of match that is not known here
   */
  public EventPattern(JsonNode pattern, String path) {
    if (!pattern.isObject() || pattern.isEmpty()) {
      throw new TemplateException(path, "a pattern with at least one key is expected");
    }
    pattern
        .properties()
        .forEach(entry -> add(entry.getKey(), entry.getValue(), path + "." + entry.getKey()));
  }

  private void add(String key, JsonNode value, String path) {
    if (key.equals("$or") && value.isArray()) {
      value.forEach(item -> alternatives.add(new EventPattern(item, path)));
    } else if (value.isObject()) {
      nested.put(key, new EventPattern(value, path));
    } else if (value.isArray() && !value.isEmpty()) {
      leaves.put(key, value.valueStream().map(item -> MatcherReader.read(item, path)).toList());
    } else {
      throw new TemplateException(path, "a map or a list of alternatives is expected");
    }
  }

  public boolean matches(JsonNode event) {
    return nested.entrySet().stream()
            .allMatch(entry -> matchesNested(entry.getValue(), event.path(entry.getKey())))
        && leaves.entrySet().stream()
            .allMatch(entry -> matchesLeaf(entry.getValue(), event.path(entry.getKey())))
        && (alternatives.isEmpty()
            || alternatives.stream().anyMatch(pattern -> pattern.matches(event)));
  }

  private static boolean matchesNested(EventPattern pattern, JsonNode value) {
    return value.isArray()
        ? value.valueStream().anyMatch(pattern::matches)
        : pattern.matches(value);
  }

  private static boolean matchesLeaf(List<ValueMatcher> matchers, JsonNode value) {
    if (!value.isArray()) {
      // A map is no value: only "exists: false" could match what lies under it, as in EventBridge.
      JsonNode leaf = value.isObject() ? MissingNode.getInstance() : value;
      return matchers.stream().anyMatch(matcher -> matcher.matches(leaf));
    }
    return value
        .valueStream()
        .anyMatch(item -> matchers.stream().anyMatch(matcher -> matcher.matches(item)));
  }
}
