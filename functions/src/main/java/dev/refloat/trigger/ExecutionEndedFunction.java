package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.job.Run;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.EndRestore;
import dev.refloat.restore.ExecutionEnd;
import dev.refloat.restore.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Ends the job of an execution that ended without doing so: aborted, timed out, or failed where no
 * Catch reaches. The name of an execution is that of the run of a job.
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
    Run run = Run.of(execution.path("name").asText());
    MDC.put("requestId", context.getAwsRequestId());
    MDC.put("jobId", run.jobId());
    try {
      ending.abandon(run, ExecutionEnd.reason(execution.path("status").asText()));
    } finally {
      MDC.clear();
    }
  }
}
