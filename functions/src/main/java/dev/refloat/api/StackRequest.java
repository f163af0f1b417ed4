package dev.refloat.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What CloudFormation asks of a custom resource. It waits for the answer at an address of its own,
 * a presigned URL of S3, and for as long as the resource's {@code ServiceTimeout} says.
 */
final class StackRequest {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final JsonNode event;

  private StackRequest(JsonNode event) {
    this.event = event;
  }

  /** Empty for the payload of another caller. */
  static Optional<StackRequest> of(JsonNode payload) {
    return payload.hasNonNull("RequestType") && payload.hasNonNull("ResponseURL")
        ? Optional.of(new StackRequest(payload))
        : Optional.empty();
  }

  boolean isDelete() {
    return event.path("RequestType").asText().equals("Delete");
  }

  /**
   * Says that it is done.
   *
   * @param data attributes of the resource; everybody who may describe the stack sees them
   * @throws IOException where CloudFormation did not take the answer: whoever invoked is to do it
   *     again
   */
  void succeed(Map<String, String> data) throws IOException {
    ObjectNode answer = answer("SUCCESS");
    data.forEach(answer.putObject("Data")::put);
    send(answer);
  }

  /**
   * Says that it cannot be done, which ends the deployment.
   *
   * @throws IOException as {@link #succeed} does
   */
  void fail(String reason) throws IOException {
    send(answer("FAILED").put("Reason", reason));
  }

  private ObjectNode answer(String status) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("Status", status);
    answer.put("PhysicalResourceId", physicalId());
    for (String same : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
      answer.set(same, event.path(same));
    }
    return answer;
  }

  /** The same in every answer: with another one CloudFormation would replace the resource. */
  private String physicalId() {
    return event.hasNonNull("PhysicalResourceId")
        ? event.path("PhysicalResourceId").asText()
        : event.path("StackId").asText() + "/" + event.path("LogicalResourceId").asText();
  }

  private void send(ObjectNode answer) throws IOException {
    // No Content-Type: the URL is signed without one.
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(event.path("ResponseURL").asText()))
            .timeout(ANSWER)
            .PUT(BodyPublishers.ofByteArray(Json.bytes(answer)))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build()) {
      HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
      if (response.statusCode() != 200) {
        throw new IOException("CloudFormation did not take the answer: " + response.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
