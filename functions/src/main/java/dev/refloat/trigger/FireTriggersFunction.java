package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.automation.AutomationWiring;
import dev.refloat.automation.FireTriggers;
import dev.refloat.backup.BackupChange;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ItemChange;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Fires restore triggers. It is called for changes of backups (the stream of the clusters table),
 * every minute, for files that ask for a restore, and when a job has ended. Whatever it is called
 * for, it moves on all that can be.
 */
public final class FireTriggersFunction implements RequestStreamHandler {
  /** To begin a restore takes some seconds, to follow one some more. */
  private static final int RESERVE_MILLIS = 30_000;

  private static final String SCHEDULER = "aws.scheduler";
  private static final String S3 = "aws.s3";

  private final FireTriggers triggers;

  public FireTriggersFunction() {
    this(System.getenv());
  }

  public FireTriggersFunction(Map<String, String> environment) {
    triggers = new AutomationWiring(new Clients(new Settings(environment))).fireTriggers();
  }

  /** Of a batch of changes all are taken or, where this fails, all are sent again. */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode event = Json.read(in.readAllBytes(), JsonNode.class);
    MDC.put("requestId", context.getAwsRequestId());
    try {
      take(event);
      triggers.run(() -> context.getRemainingTimeInMillis() > RESERVE_MILLIS);
      out.write(Json.bytes(Map.of("batchItemFailures", List.of())));
    } finally {
      MDC.clear();
    }
  }

  private void take(JsonNode event) {
    event
        .path("Records")
        .valueStream()
        .map(ItemChange::of)
        .flatMap(change -> BackupChange.of(change).stream())
        .forEach(triggers::arrived);
    switch (event.path("source").asText()) {
      case SCHEDULER -> triggers.itIs(time(event));
      case S3 -> {
        JsonNode detail = event.path("detail");
        triggers.requested(
            detail.at("/bucket/name").asText(),
            detail.at("/object/key").asText(),
            detail.at("/object/etag").asText(),
            time(event));
      }
      default -> {
        // A job has ended, which is written where it is looked for.
      }
    }
  }

  private static Instant time(JsonNode event) {
    return Instant.parse(event.path("time").asText());
  }
}
