package dev.refloat.bench.scale.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.time.VirtualClock;
import dev.refloat.local.states.TaskCall;
import dev.refloat.local.states.TaskError;
import dev.refloat.local.states.TaskResources;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.template.FunctionResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the template, called as Step Functions calls them. A call gets an environment of
 * its own: one that is idle, or a new one, which starts first. The memory, the time-out and the
 * reserved concurrency are those of the template.
 */
public final class SimulatedLambda implements TaskResources {
  private static final String INVOKE = "arn:aws:states:::lambda:invoke";

  private final VirtualClock clock;
  private final BiFunction<FunctionResource, Processor, RequestStreamHandler> handlers;
  private final Concurrency concurrency = new Concurrency(Facts.Lambda.ACCOUNT_CONCURRENCY);
  private final Usage usage = new Usage();
  private final Map<String, Function> functions = new HashMap<>();
  private long requests;

  private record Environment(RequestStreamHandler handler, Processor processor) {}

  private record Function(FunctionResource resource, Deque<Environment> idle) {}

  /**
   * @param handlers makes the handler of a new environment
   */
  public SimulatedLambda(
      VirtualClock clock,
      List<FunctionResource> functions,
      BiFunction<FunctionResource, Processor, RequestStreamHandler> handlers) {
    this.clock = clock;
    this.handlers = handlers;
    functions.forEach(f -> this.functions.put(f.arn(), new Function(f, new ArrayDeque<>())));
  }

  @Override
  public boolean knows(String resource) {
    return resource.equals(INVOKE);
  }

  @Override
  public JsonNode call(TaskCall call) throws TaskError {
    pass(Facts.Lambda.INVOCATION.toNanos());
    return result(
        call(
            find(call.arguments().path("FunctionName").asText()),
            call.arguments().path("Payload")));
  }

  /** Calls a function as a rule does: nobody is told what it answers. */
  public void send(String arn, JsonNode event) {
    try {
      call(find(arn), event);
    } catch (TaskError e) {
      throw new IllegalStateException("No rule calls a function that fails here", e);
    }
  }

  private byte[] call(Function function, JsonNode payload) throws TaskError {
    Environment idle;
    synchronized (this) {
      idle = function.idle.peekFirst();
      if (!concurrency.begin(
          function.resource.name(), idle == null, function.resource.concurrency(), clock.now())) {
        throw new TaskError("Lambda.TooManyRequestsException", "Rate Exceeded.");
      }
      function.idle.pollFirst();
    }
    try {
      return run(function, idle, payload);
    } finally {
      concurrency.end(function.resource.name());
    }
  }

  /** An ARN may have an alias at its end. */
  private Function find(String name) {
    for (String arn = name; !arn.isEmpty(); arn = arn.substring(0, arn.lastIndexOf(':'))) {
      Function found = functions.get(arn);
      if (found != null) {
        return found;
      }
      if (arn.indexOf(':') < 0) {
        break;
      }
    }
    throw new IllegalArgumentException("There is no function " + name);
  }

  private byte[] run(Function function, @Nullable Environment idle, JsonNode payload)
      throws TaskError {
    FunctionResource resource = function.resource;
    long asked = clock.now();
    Environment environment = idle == null ? start(resource) : idle;
    long begun = clock.now();
    byte[] input = Values.text(payload).getBytes(StandardCharsets.UTF_8);
    var context = new CallContext(clock, resource, nextRequest());
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("function").start(() -> handle(environment, input, context, answer));
    try (var _ =
        clock.after(resource.timeout(), () -> answer.completeExceptionally(new TimeUp()))) {
      byte[] output = answer.join();
      giveBack(function, environment);
      return output;
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      if (cause instanceof TimeUp) {
        // Its environment may still be at work, and is not used again.
        usage.timedOut();
        throw new TaskError("Sandbox.Timedout", "Task timed out");
      }
      giveBack(function, environment);
      throw error(cause);
    } finally {
      usage.add(resource.logicalId(), clock.now() - asked, resource.memoryMiB(), begun > asked);
    }
  }

  /** A call took longer than its function may. */
  private static final class TimeUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private synchronized long nextRequest() {
    return ++requests;
  }

  private synchronized void giveBack(Function function, Environment environment) {
    function.idle.addFirst(environment);
  }

  private Environment start(FunctionResource function) {
    pass(Facts.Lambda.COLD_START.toNanos());
    var processor = new Processor(clock, function.memoryMiB());
    return new Environment(handlers.apply(function, processor), processor);
  }

  private static void handle(
      Environment environment,
      byte[] input,
      CallContext context,
      CompletableFuture<byte[]> answer) {
    var output = new ByteArrayOutputStream();
    try {
      environment.handler.handleRequest(new ByteArrayInputStream(input), output, context);
      answer.complete(output.toByteArray());
    } catch (IOException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  /** As Lambda's runtime for Java tells of an exception. */
  private static TaskError error(Throwable thrown) {
    String type = thrown.getClass().getName();
    ObjectNode cause = JsonNodeFactory.instance.objectNode();
    cause.put("errorMessage", thrown.getMessage()).put("errorType", type);
    return new TaskError(type, Values.text(cause));
  }

  private static JsonNode result(byte[] answer) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("ExecutedVersion", "1");
    try {
      result.set("Payload", Values.JSON.readTree(answer));
    } catch (IOException e) {
      throw new IllegalStateException("A function answers JSON", e);
    }
    return result.put("StatusCode", 200);
  }

  private void pass(long nanos) {
    try {
      clock.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Nobody interrupts a task", e);
    }
  }

  public Usage usage() {
    return usage;
  }

  /** The most calls at once. */
  public int peak() {
    return concurrency.peak();
  }

  /** Calls that were refused. */
  public long refused() {
    return concurrency.refused();
  }
}
