package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.End;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStart;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.history.ExecutionSummary;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.RedriveRule;
import dev.refloat.local.states.history.Status;
import dev.refloat.local.states.run.Engine;
import dev.refloat.local.states.run.NotRedrivable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The actions on executions, their history apart. */
final class ExecutionActions {

  private final MachineActions machines;
  private final ExecutionStore executions;
  private final Engine engine;
  private final Arns arns;
  private final InstantSource clock;

  ExecutionActions(
      MachineActions machines,
      ExecutionStore executions,
      Engine engine,
      Arns arns,
      InstantSource clock) {
    this.machines = machines;
    this.executions = executions;
    this.engine = engine;
    this.arns = arns;
    this.clock = clock;
  }

  /**
   * Starts an execution. The name of one that runs, with the same input, answers as the first time;
   * any other use of a name that was used is refused.
   */
  synchronized ObjectNode start(Request request) throws ApiError {
    MachineRecord machine = machines.toStart(request.required("stateMachineArn"));
    String given = request.text("name");
    String name = given == null ? UUID.randomUUID().toString() : Names.checked(given);
    String input = checkedInput(request.text("input"));
    String arn = arns.execution(machine.name(), name);
    ExecutionLog before = executions.find(arn);
    if (before != null) {
      if (before.status() != Status.RUNNING || !before.start().input().equals(input)) {
        throw new ApiError(
            "ExecutionAlreadyExists", "Execution Already Exists: '%s'".formatted(arn));
      }
      return started(before);
    }
    return started(
        engine.start(
            machine.machine(),
            new ExecutionStart(
                arn,
                name,
                machine.arn(),
                machine.roleArn(),
                false,
                clock.instant(),
                input,
                machine.definition(),
                null,
                0,
                0)));
  }

  private static String checkedInput(@Nullable String input) throws ApiError {
    if (input == null) {
      return "{}";
    }
    if (input.getBytes(StandardCharsets.UTF_8).length > Values.PAYLOAD_LIMIT) {
      throw new ApiError(
          "InvalidExecutionInput", "Invalid State Machine Execution Input: over 262144 bytes");
    }
    try {
      if (!Values.JSON.readTree(input).isMissingNode()) {
        return input;
      }
      throw new ApiError(
          "InvalidExecutionInput",
          "Invalid State Machine Execution Input: 'Invalid execution input.'");
    } catch (JsonProcessingException e) {
      throw new ApiError(
          "InvalidExecutionInput",
          "Invalid State Machine Execution Input: '%s'".formatted(e.getOriginalMessage()));
    }
  }

  private static ObjectNode started(ExecutionLog execution) {
    ObjectNode answer = Answers.object().put("executionArn", execution.arn());
    Answers.putTime(answer, "startDate", execution.startDate());
    return answer;
  }

  ObjectNode describe(Request request) throws ApiError {
    ExecutionLog execution = find(request.required("executionArn"));
    ExecutionStart start = execution.start();
    @Nullable End end = execution.end();
    ObjectNode answer =
        Answers.object()
            .put("executionArn", start.arn())
            .put("stateMachineArn", start.machineArn())
            .put("name", start.name())
            .put("status", execution.status().name())
            .put("input", start.input());
    answer.putObject("inputDetails").put("included", true);
    Answers.putTime(answer, "startDate", start.startDate());
    Answers.putText(answer, "mapRunArn", start.mapRunArn());
    if (end != null) {
      Answers.putTime(answer, "stopDate", end.stopDate());
      if (end.output() != null) {
        answer.put("output", end.output()).putObject("outputDetails").put("included", true);
      }
      Answers.putText(answer, "error", end.error());
      Answers.putText(answer, "cause", end.cause());
    }
    RedriveRule rule = RedriveRule.at(execution, clock.instant());
    answer.put("redriveCount", execution.redriveCount()).put("redriveStatus", rule.status());
    Answers.putText(answer, "redriveStatusReason", rule.reason());
    Answers.putTime(answer, "redriveDate", execution.redriveDate());
    return answer;
  }

  /** The definition an execution runs, which an update of its machine does not change. */
  ObjectNode describeMachine(Request request) throws ApiError {
    ExecutionLog root = find(request.required("executionArn")).tree().root();
    ExecutionStart start = root.start();
    ObjectNode answer =
        Answers.object()
            .put("stateMachineArn", start.machineArn())
            .put("name", Arns.lastPart(start.machineArn()))
            .put("definition", Objects.requireNonNull(start.definition()))
            .put("roleArn", start.roleArn());
    Answers.putTime(answer, "updateDate", start.startDate());
    return answer;
  }

  ObjectNode list(Request request) throws ApiError {
    if (request.has("stateMachineArn") == request.has("mapRunArn")) {
      throw ApiError.validation("Exactly one of stateMachineArn and mapRunArn must be specified");
    }
    String statusText = request.text("statusFilter");
    String redriveText = request.text("redriveFilter");
    List<ExecutionSummary> found =
        all(request).stream()
            .filter(execution -> statusText == null || execution.status().name().equals(statusText))
            .filter(
                execution ->
                    redriveText == null
                        || redriveText.equals("REDRIVEN") == execution.redriveCount() > 0)
            .toList();
    Page<ExecutionSummary> page = Page.of(found, request);
    ObjectNode answer = Answers.object();
    ArrayNode list = answer.putArray("executions");
    page.entries().forEach(execution -> list.add(entry(execution)));
    Answers.putText(answer, "nextToken", page.nextToken());
    return answer;
  }

  private List<ExecutionSummary> all(Request request) throws ApiError {
    String mapRunArn = request.text("mapRunArn");
    if (mapRunArn == null) {
      return executions.list(machines.find(request.required("stateMachineArn")).arn());
    }
    MapRunLog run = executions.findMapRun(mapRunArn);
    if (run == null) {
      throw new ApiError("ResourceNotFound", "Map Run not found: '%s'".formatted(mapRunArn));
    }
    return run.children().reversed().stream().map(ExecutionSummary::of).toList();
  }

  private static ObjectNode entry(ExecutionSummary execution) {
    ObjectNode entry =
        Answers.object()
            .put("executionArn", execution.arn())
            .put("stateMachineArn", execution.machineArn())
            .put("name", execution.name())
            .put("status", execution.status().name())
            .put("redriveCount", execution.redriveCount());
    Answers.putTime(entry, "startDate", execution.startDate());
    Answers.putTime(entry, "stopDate", execution.stopDate());
    Answers.putTime(entry, "redriveDate", execution.redriveDate());
    if (execution.mapRunArn() != null) {
      entry.put("mapRunArn", execution.mapRunArn()).put("itemCount", execution.items());
    }
    return entry;
  }

  /**
   * Stops an execution and everything below it. Stopping one that has ended answers when it ended.
   */
  ObjectNode stop(Request request) throws ApiError {
    ExecutionLog execution = find(request.required("executionArn"));
    if (execution.mapRunArn() != null) {
      throw ApiError.validation("A child of a Map Run is stopped with the execution above it");
    }
    engine.stop(execution, request.text("error"), request.text("cause"));
    ObjectNode answer = Answers.object();
    Answers.putTime(answer, "stopDate", execution.stopDate());
    return answer;
  }

  ObjectNode redrive(Request request) throws ApiError {
    ExecutionLog execution = find(request.required("executionArn"));
    try {
      Instant at = engine.redrive(execution);
      ObjectNode answer = Answers.object();
      Answers.putTime(answer, "redriveDate", at);
      return answer;
    } catch (NotRedrivable e) {
      throw new ApiError("ExecutionNotRedrivable", e.reason());
    } catch (InvalidDefinition e) {
      throw new ApiError(
          "ExecutionNotRedrivable",
          "The definition it was started with cannot be loaded: " + e.getMessage());
    }
  }

  ExecutionLog find(String arn) throws ApiError {
    if (!arn.startsWith(arns.execution("", "").substring(0, arns.execution("", "").length() - 1))) {
      throw ApiError.invalidArn(arn);
    }
    @Nullable ExecutionLog execution = executions.find(arn);
    if (execution == null) {
      throw new ApiError("ExecutionDoesNotExist", "Execution Does Not Exist: '%s'".formatted(arn));
    }
    return execution;
  }
}
