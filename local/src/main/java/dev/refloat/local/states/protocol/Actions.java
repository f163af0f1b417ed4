package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.run.Engine;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** The actions of the API that are answered here, by name, with the members each understands. */
public final class Actions {

  private interface Action {
    ObjectNode answer(Request request) throws ApiError;
  }

  private record Entry(Set<String> members, Action action) {}

  private final Map<String, Entry> actions;

  public Actions(
      MachineStore machineStore,
      ExecutionStore store,
      Engine engine,
      Arns arns,
      InstantSource clock) {
    MachineActions machines = new MachineActions(machineStore, arns);
    ExecutionActions executions = new ExecutionActions(machines, store, engine, arns, clock);
    HistoryActions history = new HistoryActions(executions);
    MapRunActions mapRuns = new MapRunActions(executions, store);
    // Logging, tracing and tags have no effect on a laptop; they are taken so that a deployment's
    // calls work.
    actions =
        Map.ofEntries(
            entry(
                "CreateStateMachine",
                machines::create,
                "name",
                "definition",
                "roleArn",
                "type",
                "loggingConfiguration",
                "tracingConfiguration",
                "tags"),
            entry(
                "UpdateStateMachine",
                machines::update,
                "stateMachineArn",
                "definition",
                "roleArn",
                "loggingConfiguration",
                "tracingConfiguration"),
            entry("DescribeStateMachine", machines::describe, "stateMachineArn"),
            entry("ListStateMachines", machines::list, "maxResults", "nextToken"),
            entry("DeleteStateMachine", machines::delete, "stateMachineArn"),
            entry(
                "StartExecution",
                executions::start,
                "stateMachineArn",
                "name",
                "input",
                "traceHeader"),
            entry("DescribeExecution", executions::describe, "executionArn"),
            entry("DescribeStateMachineForExecution", executions::describeMachine, "executionArn"),
            entry(
                "ListExecutions",
                executions::list,
                "stateMachineArn",
                "mapRunArn",
                "statusFilter",
                "redriveFilter",
                "maxResults",
                "nextToken"),
            entry("StopExecution", executions::stop, "executionArn", "error", "cause"),
            entry("RedriveExecution", executions::redrive, "executionArn", "clientToken"),
            entry(
                "GetExecutionHistory",
                history::get,
                "executionArn",
                "maxResults",
                "reverseOrder",
                "nextToken",
                "includeExecutionData"),
            entry("ListMapRuns", mapRuns::list, "executionArn", "maxResults", "nextToken"),
            entry("DescribeMapRun", mapRuns::describe, "mapRunArn"));
  }

  private static Map.Entry<String, Entry> entry(String name, Action action, String... members) {
    return Map.entry(name, new Entry(Set.of(members), action));
  }

  /** Answers one call. */
  public ObjectNode answer(String name, JsonNode body) throws ApiError {
    Entry entry = actions.get(name);
    if (entry == null) {
      throw new ApiError(
          "UnknownOperationException", "The action '%s' is not supported here".formatted(name));
    }
    return entry.action().answer(new Request(body, entry.members()));
  }
}
