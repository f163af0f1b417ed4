package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An event as the function gets it that reads the queue it was put into. The queue is not there:
 * the bus keeps the event and tries again, as the queue would.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda</a>
 */
public final class QueueMessages {
  private static final int REGION = 3;

  /** Who sent it, by the id of a role; of EventBridge's own. */
  private static final String SENDER = "AIDALOCAL00000000000";

  private QueueMessages() {}

  /**
   * The event of Lambda, with one message.
   *
   * @param event with its {@code time}
   * @param tries how often the function was called for it, this time included
   */
  public static ObjectNode one(JsonNode event, String queueArn, int tries) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ObjectNode message = payload.putArray("Records").addObject();
    message.put("messageId", event.path("id").asText());
    message.put("receiptHandle", event.path("id").asText() + "#" + tries);
    String body = event.toString();
    String sent = Long.toString(Instant.parse(event.path("time").asText()).toEpochMilli());
    message.put("body", body);
    ObjectNode attributes = message.putObject("attributes");
    attributes.put("ApproximateReceiveCount", Integer.toString(tries));
    attributes.put("SentTimestamp", sent);
    attributes.put("SenderId", SENDER);
    attributes.put("ApproximateFirstReceiveTimestamp", sent);
    message.putObject("messageAttributes");
    message.put("md5OfBody", md5(body));
    message.put("eventSource", "aws:sqs");
    message.put("eventSourceARN", queueArn);
    message.put("awsRegion", queueArn.split(":", -1)[REGION]);
    return payload;
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }
}
