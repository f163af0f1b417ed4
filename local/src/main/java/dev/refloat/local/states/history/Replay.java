package dev.refloat.local.states.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a history again to find where each scope of the execution stands. The history is the only
 * record of progress, so a redrive needs nothing that could disagree with it.
 */
public final class Replay {

  // Records are read in steps, so that a long history is not in memory at once.
  private static final int STEP = 500;

  private static final String DATA_LIMIT = StateFailed.DATA_LIMIT_EXCEEDED;

  private final Map<String, Scope> scopes = new HashMap<>();

  private Replay() {}

  /** For an execution that starts at its beginning. */
  public static Replay none() {
    return new Replay();
  }

  public static Replay of(ExecutionLog execution) {
    Replay replay = new Replay();
    int count = execution.eventCount();
    for (int first = 1; first <= count; first += STEP) {
      execution.records(first, Math.min(count, first + STEP - 1)).forEach(replay::read);
    }
    return replay;
  }

  /**
   * What a branch or iteration needs to know to be found again: {@code resume} of the event that
   * starts the group.
   */
  public static ObjectNode group(String group) {
    return JsonNodeFactory.instance.objectNode().put("group", group);
  }

  /** What follows a state that is left; null ends the scope. */
  public static ObjectNode next(@Nullable String next) {
    return JsonNodeFactory.instance.objectNode().put("next", next);
  }

  /** Where the scope stands, or null when it has not begun. */
  public @Nullable Cursor cursor(String scope) {
    Scope found = scopes.get(scope);
    return found == null ? null : found.cursor();
  }

  private void read(JsonNode entry) {
    JsonNode event = entry.path("event");
    String type = event.path("type").asText();
    String name = entry.path("scope").asText();
    if (type.equals("ExecutionFailed")
        && DATA_LIMIT.equals(Records.text(event.path("executionFailedEventDetails"), "error"))) {
      scopes.forEach(this::forgetWhatWasTooLarge);
    }
    if (type.startsWith("Execution")) {
      return;
    }
    Scope scope = scopes.computeIfAbsent(name, key -> new Scope());
    if (type.endsWith("StateEntered")) {
      scope.entered(event);
    } else if (type.endsWith("StateExited")) {
      scope.left(event.path("stateExitedEventDetails"), Records.text(entry.path("resume"), "next"));
    } else if (type.equals("MapStateStarted") || type.equals("ParallelStateStarted")) {
      scope.group = Records.text(entry.path("resume"), "group");
    } else if (type.equals("MapRunStarted")) {
      scope.mapRunArn = event.path("mapRunStartedEventDetails").path("mapRunArn").asText();
    } else if (type.equals("MapRunFailed")
        && DATA_LIMIT.equals(Records.text(event.path("mapRunFailedEventDetails"), "error"))) {
      scope.mapRunArn = null;
    }
  }

  // When all parts succeeded and only their results were too large together, a redrive runs all of
  // them again.
  private void forgetWhatWasTooLarge(String name, Scope scope) {
    String group = scope.group;
    if (group != null
        && scopes.entrySet().stream()
            .filter(
                entry ->
                    entry.getKey().startsWith(group + ":")
                        && entry.getKey().indexOf('/', group.length()) < 0)
            .allMatch(entry -> entry.getValue().output != null)) {
      scope.group = null;
    }
  }

  private static final class Scope {
    private String state = "";
    private JsonNode input = JsonNodeFactory.instance.nullNode();
    private long enteredEvent;
    private final Map<String, JsonNode> variables = new LinkedHashMap<>();
    private @Nullable String group;
    private @Nullable String mapRunArn;
    private @Nullable JsonNode output;

    private void entered(JsonNode event) {
      JsonNode details = event.path("stateEnteredEventDetails");
      state = details.path("name").asText();
      input = parse(details.path("input").asText());
      enteredEvent = event.path("id").asLong();
      group = null;
      mapRunArn = null;
    }

    private void left(JsonNode details, @Nullable String next) {
      details
          .path("assignedVariables")
          .properties()
          .forEach(e -> variables.put(e.getKey(), parse(e.getValue().asText())));
      JsonNode value = parse(details.path("output").asText());
      if (next == null) {
        output = value;
      } else {
        state = next;
        input = value;
        enteredEvent = 0;
      }
    }

    private Cursor cursor() {
      return new Cursor(
          state, input, enteredEvent, Map.copyOf(variables), group, mapRunArn, output);
    }

    private static JsonNode parse(String json) {
      try {
        return Values.JSON.readTree(json);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A history holds text that is not JSON", e);
      }
    }
  }
}
