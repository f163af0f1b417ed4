package dev.refloat.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.access.Principal;
import dev.refloat.platform.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** An event as API Gateway sends it for an HTTP API (payload format 2.0), and the answer to it. */
final class Call {
  static final String REQUEST_ID = "JKJaXmPLvHcESHA=";

  private static final String TEMPLATE =
      """
      {
        "version": "2.0",
        "rawQueryString": "",
        "headers": {
          "accept": "*/*",
          "authorization": "Bearer rfl_thisHeaderMustNotAppearInALogLineOfOurs0000",
          "host": "api.example.com"
        },
        "requestContext": {
          "accountId": "123456789012",
          "apiId": "api",
          "domainName": "api.example.com",
          "domainPrefix": "api",
          "http": {
            "protocol": "HTTP/1.1",
            "sourceIp": "192.0.2.1",
            "userAgent": "test"
          },
          "stage": "$default",
          "time": "02/Jan/2026:03:04:05 +0000",
          "timeEpoch": 1767323045000
        },
        "isBase64Encoded": false
      }
      """;

  private final ObjectNode event = (ObjectNode) Json.tree(TEMPLATE);

  /** A call of a route by a legal key; the path is the route's until variables are given. */
  static Call of(String route, Principal principal) {
    var call = new Call(route, route);
    call.lambdaContext().setAll((ObjectNode) Json.toTree(Caller.context(Optional.of(principal))));
    return call;
  }

  /** A call with a key that the authorizer does not know. */
  static Call illegal(String route) {
    var call = new Call(route, route);
    call.lambdaContext().setAll((ObjectNode) Json.toTree(Caller.context(Optional.empty())));
    return call;
  }

  /** A call that no authorizer has seen. */
  static Call unseen(String route) {
    return new Call(route, route);
  }

  /** A call that no route takes. */
  static Call ofNoRoute(String methodAndPath, Principal principal) {
    var call = new Call("$default", methodAndPath);
    call.lambdaContext().setAll((ObjectNode) Json.toTree(Caller.context(Optional.of(principal))));
    return call;
  }

  private Call(String routeKey, String methodAndPath) {
    String[] parts = methodAndPath.split(" ", 2);
    event.put("routeKey", routeKey).put("rawPath", parts[1]);
    requestContext().put("routeKey", routeKey).put("requestId", REQUEST_ID);
    ((ObjectNode) requestContext().get("http")).put("method", parts[0]).put("path", parts[1]);
  }

  Call path(String name, String value) {
    event.withObjectProperty("pathParameters").put(name, value);
    return this;
  }

  Call query(String name, String value) {
    event.withObjectProperty("queryStringParameters").put(name, value);
    return this;
  }

  Call header(String name, String value) {
    event.withObjectProperty("headers").put(name, value);
    return this;
  }

  Call body(String body) {
    event.put("body", body);
    return this;
  }

  Call base64Body(String base64) {
    event.put("body", base64).put("isBase64Encoded", true);
    return this;
  }

  /** Puts {@code value} into the authorizer's context. */
  Call context(String name, String value) {
    lambdaContext().put(name, value);
    return this;
  }

  ObjectNode event() {
    return event;
  }

  Answered to(RequestStreamHandler function) {
    JsonNode response = Json.read(invoke(function, event), JsonNode.class);
    return new Answered(response, Json.tree(response.path("body").asText()));
  }

  static byte[] invoke(RequestStreamHandler function, Object payload) {
    var output = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(Json.bytes(payload)), output, new NoContext());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toByteArray();
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private ObjectNode requestContext() {
    return event.withObjectProperty("requestContext");
  }

  private ObjectNode lambdaContext() {
    return requestContext().withObjectProperty("authorizer").withObjectProperty("lambda");
  }

  /** What came back: the event for API Gateway and the body in it. */
  record Answered(JsonNode response, JsonNode body) {
    int status() {
      return response.path("statusCode").asInt();
    }

    int code() {
      return body.path("code").asInt(-1);
    }

    String message() {
      return body.path("message").asText();
    }

    JsonNode data() {
      return body.path("data");
    }
  }
}
