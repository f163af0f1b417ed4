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

/** What a state machine may call: functions, by {@code arn:aws:states:::lambda:invoke}. */
public final class LambdaTasks implements TaskResources {
  private static final String INVOKE = "arn:aws:states:::lambda:invoke";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LambdaHost lambda;

  public LambdaTasks(LambdaHost lambda) {
    this.lambda = lambda;
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
          lambda.invoke(arguments.path("FunctionName").asText(), JSON.writeValueAsBytes(payload));
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
