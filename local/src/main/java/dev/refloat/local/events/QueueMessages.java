package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event as the function gets it that reads the queue it was put into. The queue is not there:
 * the bus keeps the event and tries again, as the queue would.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda</a>
 */
final class QueueMessages {
  private static final int REGION = 3;

  private QueueMessages() {}

  /**
   * @param tries how often the function was called for it, this time included
   */
  static ObjectNode one(JsonNode event, String queueArn, int tries) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ObjectNode message = payload.putArray("Records").addObject();
    message.put("messageId", event.path("id").asText());
    message.put("receiptHandle", event.path("id").asText() + "#" + tries);
    message.put("body", event.toString());
    message.putObject("attributes").put("ApproximateReceiveCount", Integer.toString(tries));
    message.putObject("messageAttributes");
    message.put("eventSource", "aws:sqs");
    message.put("eventSourceARN", queueArn);
    message.put("awsRegion", queueArn.split(":", -1)[REGION]);
    return payload;
  }
}
