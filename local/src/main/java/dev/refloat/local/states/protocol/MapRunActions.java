package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.history.ExecutionLog;
import dev.refloat.local.states.history.ExecutionStore;
import dev.refloat.local.states.history.MapRunLog;
import dev.refloat.local.states.history.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** DescribeMapRun and ListMapRuns. */
final class MapRunActions {

  private final ExecutionActions executions;
  private final ExecutionStore store;

  MapRunActions(ExecutionActions executions, ExecutionStore store) {
    this.executions = executions;
    this.store = store;
  }

  ObjectNode list(Request request) throws ApiError {
    ExecutionLog execution = executions.find(request.required("executionArn"));
    Page<MapRunLog> page = Page.of(execution.tree().mapRunsOf(execution).reversed(), request);
    ObjectNode answer = Answers.object();
    ArrayNode list = answer.putArray("mapRuns");
    for (MapRunLog run : page.entries()) {
      ObjectNode entry =
          list.addObject()
              .put("executionArn", execution.arn())
              .put("mapRunArn", run.start().arn())
              .put("stateMachineArn", execution.machineArn() + "/" + run.start().label());
      Answers.putTime(entry, "startDate", run.start().startDate());
      Answers.putTime(entry, "stopDate", run.stopDate());
    }
    Answers.putText(answer, "nextToken", page.nextToken());
    return answer;
  }

  ObjectNode describe(Request request) throws ApiError {
    String arn = request.required("mapRunArn");
    MapRunLog run = store.findMapRun(arn);
    if (run == null) {
      throw new ApiError("ResourceNotFound", "Map Run not found: '%s'".formatted(arn));
    }
    ObjectNode answer =
        Answers.object()
            .put("mapRunArn", arn)
            .put("executionArn", run.parent().arn())
            .put("status", run.status().name())
            .put("maxConcurrency", run.start().maxConcurrency())
            .put("toleratedFailureCount", run.start().toleratedFailureCount())
            .put("toleratedFailurePercentage", run.start().toleratedFailurePercentage())
            .put("redriveCount", run.redriveCount());
    Answers.putTime(answer, "startDate", run.start().startDate());
    Answers.putTime(answer, "stopDate", run.stopDate());
    Answers.putTime(answer, "redriveDate", run.redriveDate());
    List<ExecutionLog> children = run.children();
    counts(answer.putObject("itemCounts"), children, ExecutionLog::items);
    counts(answer.putObject("executionCounts"), children, child -> 1);
    return answer;
  }

  private static void counts(
      ObjectNode counts, List<ExecutionLog> children, ToLongFunction<ExecutionLog> weight) {
    Map<Status, Long> sums = new EnumMap<>(Status.class);
    children.forEach(child -> sums.merge(child.status(), weight.applyAsLong(child), Long::sum));
    long total = sums.values().stream().mapToLong(Long::longValue).sum();
    counts
        .put("pending", 0)
        .put("running", sums.getOrDefault(Status.RUNNING, 0L))
        .put("succeeded", sums.getOrDefault(Status.SUCCEEDED, 0L))
        .put("failed", sums.getOrDefault(Status.FAILED, 0L))
        .put("timedOut", sums.getOrDefault(Status.TIMED_OUT, 0L))
        .put("aborted", sums.getOrDefault(Status.ABORTED, 0L))
        .put("total", total)
        .put("resultsWritten", 0);
  }
}
