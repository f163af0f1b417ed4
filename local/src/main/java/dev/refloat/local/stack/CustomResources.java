package dev.refloat.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.LambdaHost;
import dev.refloat.local.template.CustomResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has functions make what the template leaves to them, as CloudFormation does: by an event with an
 * address that the function sends its answer to. Each start creates; a provider finds what is
 * there, as it must when CloudFormation asks twice.
 */
final class CustomResources implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_ANSWER = 4096;

  private final HttpServer http;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final LambdaHost lambda;
  private final String stackId;

  CustomResources(LambdaHost lambda, String stackId) throws IOException {
    this.lambda = lambda;
    this.stackId = stackId;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    http.createContext("/", this::take);
    http.start();
  }

  /**
   * Creates a resource.
   *
   * @return its attributes
   * @throws StackException where the function failed, or did not answer
   */
  JsonNode create(CustomResource resource) throws IOException, InterruptedException {
    String requestId = UUID.randomUUID().toString();
    ObjectNode event =
        JSON.createObjectNode()
            .put("RequestType", "Create")
            .put("RequestId", requestId)
            .put("ResponseURL", "http://127.0.0.1:" + http.getAddress().getPort() + "/" + requestId)
            .put("ResourceType", "AWS::CloudFormation::CustomResource")
            .put("LogicalResourceId", resource.logicalId())
            .put("StackId", stackId);
    event.set("ResourceProperties", resource.properties());
    Invocation result = lambda.invoke(resource.functionArn(), JSON.writeValueAsBytes(event));
    byte[] sent = answers.remove("/" + requestId);
    if (sent == null) {
      throw failed(
          resource,
          result instanceof Invocation.Failure failure
              ? new String(failure.payload(), StandardCharsets.UTF_8)
              : "its function did not answer");
    }
    JsonNode answer = JSON.readTree(sent);
    if (!answer.path("Status").asText().equals("SUCCESS")) {
      throw failed(resource, answer.path("Reason").asText("its function gave no reason"));
    }
    return answer.path("Data");
  }

  private static StackException failed(CustomResource resource, String reason) {
    return new StackException(resource.logicalId() + " was not made: " + reason);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] answer = exchange.getRequestBody().readNBytes(LARGEST_ANSWER + 1);
      boolean taken =
          exchange.getRequestMethod().equals("PUT")
              && answer.length <= LARGEST_ANSWER
              // The real address is signed for an answer without one.
              && !exchange.getRequestHeaders().containsKey("Content-Type");
      if (taken) {
        answers.put(exchange.getRequestURI().getPath(), answer);
      }
      exchange.sendResponseHeaders(taken ? 200 : 403, -1);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
