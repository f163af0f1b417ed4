package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.EndRestore;
import dev.refloat.restore.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Ends the job of an execution that ended without doing so: aborted, timed out, or failed where no
 * Catch reaches. The name of an execution is the id of its job.
 */
public final class ExecutionEndedFunction implements RequestStreamHandler {
  private final EndRestore ending;

  public ExecutionEndedFunction() {
    this(System.getenv());
  }

  public ExecutionEndedFunction(Map<String, String> environment) {
    ending = new Wiring(new Settings(environment)).endRestore();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode execution = Json.read(in.readAllBytes(), JsonNode.class).path("detail");
    String jobId = execution.path("name").asText();
    MDC.put("requestId", context.getAwsRequestId());
    MDC.put("jobId", jobId);
    try {
      ending.abandon(jobId, reason(execution.path("status").asText()));
    } finally {
      MDC.clear();
    }
  }

  private static String reason(String status) {
    return switch (status) {
      case "ABORTED" -> "The execution of the restore was aborted. Ask for the restore again.";
      case "TIMED_OUT" -> "The restore took longer than it may. Ask for it again.";
      default -> "The execution of the restore failed on our side. Ask for the restore again.";
    };
  }
}
