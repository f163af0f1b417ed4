package dev.refloat.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.notify.NotTaken;
import dev.refloat.notify.Webhook;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.platform.StoredSecret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sends one event of a job, which a queue keeps until it was taken, to the webhook. A call that
 * fails is repeated by the queue.
 */
public final class WebhookFunction implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(WebhookFunction.class);

  private final Webhook webhook;

  public WebhookFunction() {
    this(System.getenv());
  }

  public WebhookFunction(Map<String, String> environment) {
    var settings = new Settings(environment);
    var secret =
        new StoredSecret(
            new Clients(settings).secretsManager(), settings.require("WEBHOOK_SECRET_ARN"));
    webhook =
        new Webhook(URI.create(settings.require("WEBHOOK_URL")), secret, InstantSource.system());
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode message = Json.read(in.readAllBytes(), JsonNode.class).path("Records").path(0);
    JsonNode notice = Json.tree(message.path("body").asText()).path("detail");
    MDC.put("requestId", context.getAwsRequestId());
    MDC.put("jobId", notice.path("jobId").asText());
    try {
      webhook.send(notice);
      log.atInfo().addKeyValue("event", notice.path("id").asText()).log("Webhook took an event");
    } catch (NotTaken e) {
      log.atWarn()
          .addKeyValue("event", notice.path("id").asText())
          .addKeyValue("tries", message.at("/attributes/ApproximateReceiveCount").asText())
          .setCause(e)
          .log("Webhook did not take an event");
      throw e;
    } finally {
      MDC.clear();
    }
  }
}
