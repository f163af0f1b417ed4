package dev.refloat.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads StartAt and States, at the top of a machine and inside of Parallel and Map states. */
final class FlowReader {

  private static final int LONGEST_NAME = 80;

  private final StateReader states;
  private final Set<String> names = new HashSet<>();

  FlowReader(StateReader states) {
    this.states = states;
  }

  Flow read(Fields fields) {
    String startAt = fields.requiredText("StartAt");
    Map<String, State> all = new LinkedHashMap<>();
    JsonNode states = fields.take("States");
    if (states == null || !states.isObject() || states.isEmpty()) {
      fields.wrong("States", "is required and must be an object with at least one state");
      return new Flow(startAt, all);
    }
    for (Map.Entry<String, JsonNode> entry : states.properties()) {
      readState(fields, entry.getKey(), entry.getValue(), all);
    }
    Flow flow = new Flow(startAt, all);
    Transitions.check(flow, states.properties().stream().map(Map.Entry::getKey).toList(), fields);
    return flow;
  }

  private void readState(Fields fields, String name, JsonNode json, Map<String, State> all) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      fields.wrong("States/" + name, "has a name that is empty or longer than 80 characters");
    }
    if (!names.add(name)) {
      fields.wrong("States/" + name, "has a name that another state of the machine has");
    }
    if (!(json instanceof ObjectNode object)) {
      fields.wrong("States/" + name, "must be an object");
      return;
    }
    State state =
        states.read(name, new Fields(object, "State '" + name + "'", fields.findings()), this);
    if (state != null) {
      all.put(name, state);
    }
  }
}
