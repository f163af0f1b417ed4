package dev.refloat.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Renders what went wrong as Lambda's Java runtime does. */
final class FunctionErrors {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** 128 and the number of the signal. */
  private static final int KILLED = 137;

  private FunctionErrors() {}

  static Invocation.Failure thrown(Throwable error) {
    return new Invocation.Failure(error.getClass().getName(), bytes(render(error)));
  }

  static Invocation.Failure timedOut(String requestId, Duration timeout) {
    String message =
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %.2f seconds",
            requestId,
            timeout.toMillis() / 1000.0);
    return named("Sandbox.Timedout", message);
  }

  static Invocation.Failure answerTooLarge(int limit) {
    return named(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (" + limit + " bytes).");
  }

  /** A runtime's process ended while a call was with it, or before the first. */
  static Invocation.Failure exited(String requestId, int code) {
    String how = code == KILLED ? "signal: killed" : "exit status " + code;
    return named(
        "Runtime.ExitError",
        "RequestId: " + requestId + " Error: Runtime exited with error: " + how);
  }

  /**
   * What a runtime reports, as it is.
   *
   * @param body JSON with {@code errorType}
   * @param otherwise the type where the body does not say one
   */
  static Invocation.Failure reported(byte[] body, String otherwise) {
    try {
      return new Invocation.Failure(JSON.readTree(body).path("errorType").asText(otherwise), body);
    } catch (IOException e) {
      return named(otherwise, "The runtime's report is not JSON");
    }
  }

  private static Invocation.Failure named(String type, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    return new Invocation.Failure(
        type, bytes(error.put("errorType", type).put("errorMessage", message)));
  }

  private static ObjectNode render(Throwable error) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("errorMessage", error.getMessage());
    json.put("errorType", error.getClass().getName());
    Arrays.stream(error.getStackTrace())
        .map(StackTraceElement::toString)
        .forEach(json.putArray("stackTrace")::add);
    Throwable cause = error.getCause();
    if (cause != null && !cause.equals(error)) {
      json.set("cause", render(cause));
    }
    return json;
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always JSON", e);
    }
  }
}
