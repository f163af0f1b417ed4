package dev.refloat.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Item;
import dev.refloat.platform.ItemChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes of items, as the stream of their table tells them. */
public final class Changes {
  /** When each of them was. */
  public static final Instant TIME = Instant.parse("2026-05-01T10:05:00Z");

  private Changes() {}

  /** A record of Lambda's event; of an item with texts, numbers and truth values only. */
  public static ObjectNode record(
      String sequenceNumber, @Nullable Item before, @Nullable Item after) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    ObjectNode change = record.putObject("dynamodb");
    change.put("ApproximateCreationDateTime", TIME.getEpochSecond());
    change.put("SequenceNumber", sequenceNumber);
    if (before != null) {
      change.set("OldImage", image(before));
    }
    if (after != null) {
      change.set("NewImage", image(after));
    }
    return record;
  }

  public static ItemChange of(@Nullable Item before, @Nullable Item after) {
    return ItemChange.of(record("1", before, after));
  }

  private static JsonNode image(Item item) {
    ObjectNode image = JsonNodeFactory.instance.objectNode();
    item.attributes()
        .forEach(
            (name, value) -> {
              if (value.type() == AttributeValue.Type.N) {
                image.putObject(name).put("N", value.n());
              } else if (value.type() == AttributeValue.Type.BOOL) {
                image.putObject(name).put("BOOL", value.bool());
              } else {
                image.putObject(name).put("S", value.s());
              }
            });
    return image;
  }
}
