package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.history.ExecutionLog;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** GetExecutionHistory. Only the events of the page are read from disk. */
final class HistoryActions {

  private static final Set<String> DATA =
      Set.of(
          "input",
          "inputDetails",
          "output",
          "outputDetails",
          "parameters",
          "assignedVariables",
          "assignedVariablesDetails");

  private final ExecutionActions executions;

  HistoryActions(ExecutionActions executions) {
    this.executions = executions;
  }

  ObjectNode get(Request request) throws ApiError {
    ExecutionLog execution = executions.find(request.required("executionArn"));
    boolean reverse = request.flag("reverseOrder", false);
    boolean withData = request.flag("includeExecutionData", true);
    int total = execution.eventCount();
    int from = Math.min(Page.offset(request), total);
    int to = Math.min(total, from + Page.size(request));
    List<JsonNode> events =
        reverse
            ? execution.events(total - to + 1, total - from).reversed()
            : execution.events(from + 1, to);
    ObjectNode answer = Answers.object();
    ArrayNode list = answer.putArray("events");
    events.forEach(event -> list.add(withData ? event : withoutData(event)));
    Answers.putText(answer, "nextToken", Page.tokenAfter(to, total));
    return answer;
  }

  private static JsonNode withoutData(JsonNode event) {
    ObjectNode copy = event.deepCopy();
    for (Iterator<JsonNode> members = copy.elements(); members.hasNext(); ) {
      if (members.next() instanceof ObjectNode details) {
        details.remove(DATA);
      }
    }
    return copy;
  }
}
