package dev.refloat.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of an item, as the stream of its table tells it. Attributes of other types than text,
 * number, boolean and list of texts are left out.
 *
 * @param sequenceNumber which change of its shard it is
 * @param time in whole seconds
 * @param before absent where the item is new
 * @param after absent where the item was deleted
 */
public record ItemChange(
    String sequenceNumber, Instant time, Optional<Item> before, Optional<Item> after) {

  /** Of a record of the event that Lambda makes of a stream with new and old images. */
  public static ItemChange of(JsonNode record) {
    JsonNode change = record.path("dynamodb");
    return new ItemChange(
        change.path("SequenceNumber").asText(),
        Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong()),
        item(change.path("OldImage")),
        item(change.path("NewImage")));
  }

  private static Optional<Item> item(JsonNode image) {
    if (image.isMissingNode()) {
      return Optional.empty();
    }
    Map<String, AttributeValue> attributes = new HashMap<>();
    image
        .properties()
        .forEach(
            attribute ->
                value(attribute.getValue())
                    .ifPresent(value -> attributes.put(attribute.getKey(), value)));
    return Optional.of(new Item(attributes));
  }

  private static Optional<AttributeValue> value(JsonNode typed) {
    Map.Entry<String, JsonNode> entry = typed.properties().iterator().next();
    JsonNode value = entry.getValue();
    return switch (entry.getKey()) {
      case "S" -> Optional.of(AttributeValue.fromS(value.asText()));
      case "N" -> Optional.of(AttributeValue.fromN(value.asText()));
      case "BOOL" -> Optional.of(AttributeValue.fromBool(value.asBoolean()));
      case "L" ->
          Optional.of(
              AttributeValue.fromL(
                  value.valueStream().flatMap(item -> value(item).stream()).toList()));
      default -> Optional.empty();
    };
  }
}
