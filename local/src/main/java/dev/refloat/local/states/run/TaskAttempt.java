package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.TaskCall;
import dev.refloat.local.states.TaskError;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Template;
import dev.refloat.local.states.eval.Values;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a Task state. The resource is called on a thread of its own: when the attempt
 * times out or the execution stops, the call is abandoned, and what it answers later goes nowhere.
 */
final class TaskAttempt {

  private static final Logger log = LoggerFactory.getLogger(TaskAttempt.class);

  private final State.Task task;
  private final Visit visit;
  private final Strand strand;
  private final String resource;
  private final String resourceType;

  private TaskAttempt(State.Task task, Visit visit) {
    this.task = task;
    this.visit = visit;
    this.strand = visit.strand();
    // arn:aws:states:::lambda:invoke is told as resource type "lambda" and resource "invoke".
    String[] parts = task.resource().split(":", -1);
    this.resource = parts[parts.length - 1];
    this.resourceType = parts.length > 1 ? parts[parts.length - 2] : "";
  }

  static Step run(State.Task task, Visit visit) {
    return new TaskAttempt(task, visit).run();
  }

  private Step run() {
    Bindings bindings = visit.bindings();
    JsonNode arguments =
        task.arguments() == null
            ? Values.JSON.createObjectNode()
            : Values.limited(bindings.evaluate(task.arguments(), "Arguments"), task.name());
    @Nullable Long timeout = seconds(task.timeoutSeconds(), "TimeoutSeconds", bindings);
    @Nullable Long heartbeat = seconds(task.heartbeatSeconds(), "HeartbeatSeconds", bindings);
    schedule(arguments, timeout, heartbeat);
    JsonNode result = call(arguments, timeout);
    if (Values.size(result) > Values.PAYLOAD_LIMIT) {
      throw failed(Values.tooLarge(task.resource()));
    }
    ObjectNode details = details().put("output", Values.text(result));
    details.putObject("outputDetails").put("truncated", false);
    strand.append("TaskSucceeded", "taskSucceededEventDetails", details);
    return visit.leave(task.exit(), bindings.withResult(result), result);
  }

  private static @Nullable Long seconds(
      @Nullable Template template, String field, Bindings bindings) {
    return template == null
        ? null
        : Numbers.whole(template, field, bindings, 1, Numbers.LONGEST_SECONDS);
  }

  private void schedule(JsonNode arguments, @Nullable Long timeout, @Nullable Long heartbeat) {
    ObjectNode scheduled =
        details()
            .put("region", strand.execution().services().arns().region())
            .put("parameters", Values.text(arguments));
    if (timeout != null) {
      scheduled.put("timeoutInSeconds", timeout);
    }
    if (heartbeat != null) {
      scheduled.put("heartbeatInSeconds", heartbeat);
    }
    strand.append("TaskScheduled", "taskScheduledEventDetails", scheduled);
    strand.append("TaskStarted", "taskStartedEventDetails", details());
  }

  private JsonNode call(JsonNode arguments, @Nullable Long timeout) {
    TaskCall call =
        new TaskCall(task.resource(), arguments, strand.execution().log().arn(), task.name());
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    strand
        .stop()
        .unlessStopped(() -> Thread.ofVirtual().name("task").start(() -> answer(call, answer)));
    if (timeout == null) {
      return await(answer);
    }
    StateFailed late = StateFailed.of(StateFailed.TIMEOUT, null);
    Time time = strand.execution().services().time();
    try (Time.Alarm _ =
        time.after(Duration.ofSeconds(timeout), () -> answer.completeExceptionally(late))) {
      return await(answer);
    }
  }

  private void answer(TaskCall call, CompletableFuture<JsonNode> answer) {
    try {
      answer.complete(strand.execution().services().resources().call(call));
    } catch (TaskError e) {
      answer.completeExceptionally(StateFailed.of(e.error(), e.cause()));
    } catch (RuntimeException | Error e) {
      log.atError()
          .addKeyValue("resource", call.resource())
          .addKeyValue("executionArn", call.executionArn())
          .setCause(e)
          .log("A task resource broke its contract");
      answer.completeExceptionally(
          StateFailed.of(StateFailed.TASK_FAILED, "The resource failed: " + e));
    }
  }

  private JsonNode await(CompletableFuture<JsonNode> answer) {
    try {
      return strand.stop().await(answer);
    } catch (StateFailed failure) {
      throw failed(failure);
    }
  }

  private StateFailed failed(StateFailed failure) {
    ObjectNode details = details().put("error", failure.error());
    if (failure.cause() != null) {
      details.put("cause", failure.cause());
    }
    if (StateFailed.TIMEOUT.equals(failure.error()) && failure.cause() == null) {
      strand.append("TaskTimedOut", "taskTimedOutEventDetails", details);
    } else {
      strand.append("TaskFailed", "taskFailedEventDetails", details);
    }
    return failure;
  }

  private ObjectNode details() {
    return Values.JSON
        .createObjectNode()
        .put("resourceType", resourceType)
        .put("resource", resource);
  }
}
