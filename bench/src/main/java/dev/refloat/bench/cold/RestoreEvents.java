package dev.refloat.bench.cold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.bench.BenchFailure;
import dev.refloat.bench.cases.Backup;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.stack.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Events of calls that start a restore, as API Gateway hands them to the function. */
final class RestoreEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROUTE =
      "POST /v2/clusters/{clusterId}/backups/{backupId}/restoreCluster";

  private final String projectId;
  private final Backup backup;
  private final String backupId;
  private final JsonNode caller;

  /** The caller is the stack's owner, as its authorizer tells. */
  RestoreEvents(LocalStack stack, Backup backup, String backupId)
      throws IOException, InterruptedException {
    this.projectId = stack.connection().projectId();
    this.backup = backup;
    this.backupId = backupId;
    ObjectNode event = JSON.createObjectNode();
    event.putObject("headers").put("authorization", "Bearer " + stack.connection().apiKey());
    event.putObject("requestContext").put("requestId", "bench");
    Invocation told = stack.invoke("AuthorizerFunction", JSON.writeValueAsBytes(event));
    if (!(told instanceof Invocation.Answer answer)) {
      throw new BenchFailure("The authorizer failed: see the logs");
    }
    this.caller = JSON.readTree(answer.payload()).path("context");
  }

  /** A call into a new cluster. */
  byte[] of(String clusterName) {
    String path = "/v2/clusters/" + backup.clusterId() + "/backups/" + backupId + "/restoreCluster";
    ObjectNode body =
        JSON.createObjectNode()
            .put("projectId", projectId)
            .put("clusterName", clusterName)
            .put("cuSize", 1)
            .put("collectionStatus", "KEEP");
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", ROUTE).put("rawPath", path);
    event.putObject("headers").put("content-type", "application/json");
    ObjectNode context = event.putObject("requestContext");
    context.put("requestId", UUID.randomUUID().toString()).put("routeKey", ROUTE);
    context.putObject("http").put("method", "POST").put("path", path).put("sourceIp", "127.0.0.1");
    context.putObject("authorizer").set("lambda", caller);
    event
        .putObject("pathParameters")
        .put("clusterId", backup.clusterId())
        .put("backupId", backupId);
    event.put("body", body.toString()).put("isBase64Encoded", false);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The job that an answer tells of.
   *
   * @throws BenchFailure where no restore was started
   */
  static String jobId(Invocation end) throws IOException {
    if (end instanceof Invocation.Answer answer) {
      JsonNode response = JSON.readTree(answer.payload());
      String jobId = JSON.readTree(response.path("body").asText()).at("/data/jobId").asText();
      if (!jobId.isEmpty()) {
        return jobId;
      }
      throw new BenchFailure("The restore was not started: " + response.path("body").asText());
    }
    throw new BenchFailure(
        "The function failed: "
            + new String(((Invocation.Failure) end).payload(), StandardCharsets.UTF_8));
  }
}
