package dev.refloat.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.TaskCall;
import dev.refloat.local.states.TaskError;
import dev.refloat.local.states.TaskResources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * What a state machine may call: functions, by {@code arn:aws:states:::lambda:invoke}.
 *
 * <p>In AWS each call has a machine of its own. Here all share one, and a Map of a hundred calls
 * that keep 64 requests in flight each would keep everything else from going on, the API too. So
 * only some run at once, and the others wait, as they do behind a limit of Lambda.
 */
public final class LambdaTasks implements TaskResources {
  private static final String INVOKE = "arn:aws:states:::lambda:invoke";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than processors, since calls also wait for answers. */
  private static final int AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final LambdaHost lambda;
  private final Semaphore room;

  public LambdaTasks(LambdaHost lambda) {
    this(lambda, AT_ONCE);
  }

  LambdaTasks(LambdaHost lambda, int atOnce) {
    this.lambda = lambda;
    this.room = new Semaphore(atOnce, true);
  }

  @Override
  public boolean knows(String resource) {
    return resource.equals(INVOKE);
  }

  @Override
  public JsonNode call(TaskCall call) throws TaskError {
    JsonNode arguments = call.arguments();
    JsonNode payload =
        arguments.has("Payload") ? arguments.get("Payload") : JsonNodeFactory.instance.objectNode();
    try {
      Invocation result =
          invoke(arguments.path("FunctionName").asText(), JSON.writeValueAsBytes(payload));
      return switch (result) {
        case Invocation.Answer answer -> result(answer);
        case Invocation.Failure failure ->
            throw new TaskError(
                failure.type(), new String(failure.payload(), StandardCharsets.UTF_8));
      };
    } catch (LambdaException e) {
      throw new TaskError("Lambda." + e.code(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskError("Lambda.SdkClientException", "The local stack stops");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always JSON", e);
    }
  }

  private Invocation invoke(String function, byte[] payload) throws InterruptedException {
    room.acquire();
    try {
      return lambda.invoke(function, payload);
    } finally {
      room.release();
    }
  }

  private static ObjectNode result(Invocation.Answer answer) throws TaskError {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("ExecutedVersion", "$LATEST");
    result.set("Payload", payload(answer.payload()));
    result.put("StatusCode", 200);
    return result;
  }

  private static JsonNode payload(byte[] answer) throws TaskError {
    try {
      JsonNode payload = JSON.readTree(answer);
      return payload.isMissingNode() ? JsonNodeFactory.instance.nullNode() : payload;
    } catch (IOException e) {
      throw new TaskError("Lambda.Unknown", "The function's answer is not JSON");
    }
  }
}
