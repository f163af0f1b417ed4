package dev.refloat.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import dev.refloat.platform.StoredSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends events of jobs to an address outside of AWS, as Standard Webhooks says: a POST of {@code
 * {type, timestamp, data}} with the headers {@code webhook-id}, {@code webhook-timestamp} and
 * {@code webhook-signature}. Of events with one id the receiver needs only the first.
 *
 * <p>The address can hold a secret of the receiver, so it is neither logged nor told.
 */
public final class Webhook {
  /** Of what is sent. */
  static final String TYPE = "job.status";

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Until the receiver has answered. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final URI address;
  private final StoredSecret secret;
  private final InstantSource clock;

  /** A redirect is not followed: it is not the address that was configured. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Webhook(URI address, StoredSecret secret, InstantSource clock) {
    this.address = address;
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * Sends one event and returns when the receiver has taken it, with any status from 200 to 299.
   *
   * @param notice the detail of the event
   * @throws NotTaken otherwise; it may have been taken all the same
   */
  public void send(JsonNode notice) {
    String body = body(notice);
    String id = notice.path("id").asText();
    long timestamp = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Refloat")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(timestamp))
            .header("webhook-signature", new WebhookSignature(secret.get()).of(id, timestamp, body))
            .POST(BodyPublishers.ofString(body))
            .build();
    int status = status(request);
    if (status < 200 || status > 299) {
      throw new NotTaken("The receiver of the webhook answered " + status, null);
    }
  }

  private static String body(JsonNode notice) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", TYPE);
    body.put("timestamp", notice.path("time").asText());
    body.put("data", notice);
    return Json.text(body);
  }

  private int status(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotTaken("The call of the webhook was interrupted", e);
    } catch (IOException e) {
      throw new NotTaken("The receiver of the webhook did not answer", e);
    }
  }
}
