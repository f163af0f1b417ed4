package dev.refloat.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.awsjson.AwsError;
import dev.refloat.local.awsjson.AwsJsonServer;
import java.util.Set;
import java.util.function.Consumer;

/** The one action of EventBridge that there is: takes events for the default bus. */
final class PutEvents implements AwsJsonServer.Action {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** EventBridge's limit of one call. */
  private static final int MOST_ENTRIES = 10;

  private final EventFactory events;
  private final Consumer<JsonNode> bus;

  PutEvents(EventFactory events, Consumer<JsonNode> bus) {
    this.events = events;
    this.bus = bus;
  }

  @Override
  public ObjectNode answer(JsonNode request) throws AwsError {
    AwsJsonServer.allow(request, Set.of("Entries"));
    JsonNode entries = request.path("Entries");
    if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw new AwsError("ValidationException", "'entries' must have 1 to 10 members");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("FailedEntryCount", 0);
    ArrayNode taken = answer.putArray("Entries");
    for (JsonNode entry : entries) {
      ObjectNode event = event(entry);
      bus.accept(event);
      taken.addObject().put("EventId", event.path("id").textValue());
    }
    return answer;
  }

  private ObjectNode event(JsonNode entry) throws AwsError {
    AwsJsonServer.allow(entry, Set.of("Detail", "DetailType", "EventBusName", "Source", "Time"));
    if (!entry.path("EventBusName").asText("default").matches("(arn:.*:event-bus/)?default")) {
      throw new AwsError("ResourceNotFoundException", "Here is only the default event bus.");
    }
    String source = AwsJsonServer.text(entry, "Source");
    if (source.startsWith("aws.")) {
      throw new AwsError("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    return events.custom(source, AwsJsonServer.text(entry, "DetailType"), detail(entry));
  }

  private static JsonNode detail(JsonNode entry) throws AwsError {
    try {
      JsonNode detail = JSON.readTree(AwsJsonServer.text(entry, "Detail"));
      if (detail.isObject()) {
        return detail;
      }
    } catch (JsonProcessingException e) {
      // Told below, without the text of the parser.
    }
    throw new AwsError("MalformedDetail", "Detail is malformed.");
  }
}
