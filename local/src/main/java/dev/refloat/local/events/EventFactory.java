package dev.refloat.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.s3.ObjectChange;
import dev.refloat.local.s3.ObjectCreated;
import dev.refloat.local.s3.ObjectDeleted;
import dev.refloat.local.states.ExecutionStatusChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Events in the shapes that the services document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">S3</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Step
 *     Functions</a>
 */
public final class EventFactory {
  /** Input and output together; Step Functions leaves longer ones out of the event. */
  private static final int LARGEST_DATA = 248 * 1024;

  private final String region;
  private final String accountId;
  private final InstantSource clock;
  private final AtomicLong sequencer;

  public EventFactory(String region, String accountId, InstantSource clock) {
    this.region = region;
    this.accountId = accountId;
    this.clock = clock;
    this.sequencer = new AtomicLong(clock.millis() << 16);
  }

  /** {@code Object Created} or {@code Object Deleted} of {@code aws.s3}. */
  public ObjectNode objectChanged(ObjectChange change) {
    return switch (change) {
      case ObjectCreated created -> {
        ObjectNode event = objectEvent("Object Created", created, created.reason());
        ObjectNode object = (ObjectNode) event.at("/detail/object");
        object.put("size", created.size());
        object.put("etag", created.eTag().replace("\"", ""));
        yield event;
      }
      case ObjectDeleted deleted -> {
        ObjectNode event = objectEvent("Object Deleted", deleted, "DeleteObject");
        ((ObjectNode) event.get("detail")).put("deletion-type", "Permanently Deleted");
        yield event;
      }
    };
  }

  private ObjectNode objectEvent(String type, ObjectChange change, String reason) {
    ObjectNode event = envelope("aws.s3", type, "arn:aws:s3:::" + change.bucket());
    ObjectNode detail = event.putObject("detail");
    detail.put("version", "0");
    detail.putObject("bucket").put("name", change.bucket());
    ObjectNode object = detail.putObject("object");
    object.put("key", change.key());
    object.put("sequencer", String.format(Locale.ROOT, "%018X", sequencer.incrementAndGet()));
    detail.put("request-id", UUID.randomUUID().toString());
    detail.put("requester", accountId);
    detail.put("source-ip-address", "127.0.0.1");
    detail.put("reason", reason);
    return event;
  }

  /** {@code Step Functions Execution Status Change} of {@code aws.states}. */
  public ObjectNode statusChange(ExecutionStatusChange change) {
    ObjectNode event =
        envelope("aws.states", "Step Functions Execution Status Change", change.executionArn());
    ObjectNode detail = event.putObject("detail");
    detail.put("executionArn", change.executionArn());
    detail.put("stateMachineArn", change.stateMachineArn());
    detail.put("name", change.name());
    detail.put("status", change.status());
    detail.put("startDate", change.startDate().toEpochMilli());
    detail.put("stopDate", millis(change.stopDate()));
    boolean included = length(change.input()) + length(change.output()) <= LARGEST_DATA;
    data(detail, "input", change.input(), included);
    data(detail, "output", change.output(), included);
    detail.putNull("stateMachineVersionArn");
    detail.putNull("stateMachineAliasArn");
    detail.put("error", change.error());
    detail.put("cause", change.cause());
    return event;
  }

  /**
   * {@code Scheduled Event} of {@code aws.scheduler}: what a target gets whose schedule has no
   * input.
   */
  public ObjectNode scheduled(String name) {
    String arn = "arn:aws:scheduler:" + region + ":" + accountId + ":schedule/default/" + name;
    return envelope("aws.scheduler", "Scheduled Event", arn).put("detail", "{}");
  }

  /** What a caller of PutEvents makes up. */
  public ObjectNode custom(String source, String type, JsonNode detail) {
    ObjectNode event = envelope(source, type);
    event.set("detail", detail);
    return event;
  }

  private static void data(
      ObjectNode detail, String name, @Nullable String text, boolean included) {
    detail.put(name, included ? text : null);
    if (text == null) {
      detail.putNull(name + "Details");
    } else {
      detail.putObject(name + "Details").put("included", included);
    }
  }

  private ObjectNode envelope(String source, String type, String... resources) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", type);
    event.put("source", source);
    event.put("account", accountId);
    event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", region);
    ArrayNode array = event.putArray("resources");
    for (String resource : resources) {
      array.add(resource);
    }
    return event;
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }
}
