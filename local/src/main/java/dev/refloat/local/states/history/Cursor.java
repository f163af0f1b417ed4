package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one scope of an execution has come, read from its history: where a redrive goes on.
 *
 * @param state the state that was entered and not left, or the one that was to be entered next
 * @param input that state's input
 * @param enteredEvent the event of its entering; 0 when it was not yet entered
 * @param variables what the scope had assigned
 * @param group the scopes of its branches or iterations begin with this; null when it had started
 *     none
 * @param mapRunArn the Map Run it had started; null for none
 * @param output the scope's output when it is finished; else null
 */
public record Cursor(
    String state,
    JsonNode input,
    long enteredEvent,
    Map<String, JsonNode> variables,
    @Nullable String group,
    @Nullable String mapRunArn,
    @Nullable JsonNode output) {}
