package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.refloat.local.states.eval.Values;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS JSON 1.0 over HTTP: the action in X-Amz-Target, JSON in the body, errors by name in {@code
 * __type}.
 */
public final class Endpoint implements HttpHandler {

  private static final Logger log = LoggerFactory.getLogger(Endpoint.class);
  private static final String TARGET = "AWSStepFunctions.";
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  private final Actions actions;

  public Endpoint(Actions actions) {
    this.actions = actions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        send(exchange, 200, answer(exchange));
      } catch (ApiError e) {
        send(exchange, e.status(), error(e.type(), e.text()));
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("A call could not be answered");
        send(
            exchange,
            500,
            error("InternalFailure", "The local Step Functions failed; its log says why"));
      }
    }
  }

  private ObjectNode answer(HttpExchange exchange) throws ApiError, IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new ApiError(405, "UnsupportedOperation", "Calls are made by POST");
    }
    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
      throw new ApiError(
          403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target == null || !target.startsWith(TARGET)) {
      throw new ApiError(
          "UnknownOperationException",
          "The header X-Amz-Target must name an action of AWSStepFunctions");
    }
    if (body.length > LARGEST_BODY) {
      throw new ApiError(413, "RequestEntityTooLargeException", "The request is too large");
    }
    return actions.answer(target.substring(TARGET.length()), parse(body));
  }

  private static JsonNode parse(byte[] body) throws ApiError, IOException {
    try {
      JsonNode json = Values.JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Told below: the text of the parser would repeat the request.
    }
    throw new ApiError("SerializationException", "The request body is not a JSON object");
  }

  private static ObjectNode error(String type, String message) {
    return Values.JSON.createObjectNode().put("__type", type).put("message", message);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    byte[] json = Values.JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
  }
}
