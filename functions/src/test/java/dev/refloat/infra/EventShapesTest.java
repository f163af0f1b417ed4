package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.events.EventFactory;
import dev.refloat.local.events.QueueMessages;
import dev.refloat.local.s3.ObjectCreated;
import dev.refloat.local.s3.ObjectDeleted;
import dev.refloat.local.states.ExecutionStatusChange;
import dev.refloat.local.streams.StreamRecords;
import dev.refloat.platform.Json;
import dev.refloat.testing.EventFiles;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** The files in {@code events/} have the fields that the local stack sends for the same. */
class EventShapesTest {
  private final EventFactory factory =
      new EventFactory(EventsTest.REGION, EventsTest.ACCOUNT, InstantSource.system());

  /** Where values are: {@code /Records/*}{@code /body}. */
  private static Set<String> paths(JsonNode node) {
    var paths = new TreeSet<String>();
    collect("", node, paths);
    return paths;
  }

  private static void collect(String path, JsonNode node, Set<String> paths) {
    paths.add(path);
    node.properties()
        .forEach(entry -> collect(path + "/" + entry.getKey(), entry.getValue(), paths));
    if (node.isArray()) {
      node.forEach(item -> collect(path + "/*", item, paths));
    }
  }

  @Test
  void anObjectThatIsCreated() {
    JsonNode file = EventFiles.read("backup-arrived.created");
    JsonNode detail = file.path("detail");
    var change =
        new ObjectCreated(
            detail.at("/bucket/name").asText(),
            detail.at("/object/key").asText(),
            detail.at("/object/size").asLong(),
            detail.at("/object/etag").asText(),
            detail.path("reason").asText());

    assertThat(paths(file)).isEqualTo(paths(factory.objectChanged(change)));
  }

  @Test
  void anObjectThatIsDeleted() {
    JsonNode file = EventFiles.read("backup-arrived.deleted");
    var change =
        new ObjectDeleted(
            file.at("/detail/bucket/name").asText(), file.at("/detail/object/key").asText());

    assertThat(paths(file)).isEqualTo(paths(factory.objectChanged(change)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"execution-ended", "sweep.ended"})
  void anExecutionThatEnds(String name) {
    JsonNode file = EventFiles.read(name);
    JsonNode detail = file.path("detail");
    var change =
        new ExecutionStatusChange(
            detail.path("executionArn").asText(),
            detail.path("stateMachineArn").asText(),
            detail.path("name").asText(),
            detail.path("status").asText(),
            Instant.ofEpochMilli(detail.path("startDate").asLong()),
            Instant.ofEpochMilli(detail.path("stopDate").asLong()),
            detail.path("input").asText(),
            text(detail, "output"),
            text(detail, "error"),
            text(detail, "cause"));

    ObjectNode made = factory.statusChange(change);

    assertThat(paths(file)).isEqualTo(paths(made));
    assertThat(detail).isEqualTo(Json.tree(made.path("detail").toString()));
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.path(name).isTextual() ? node.path(name).textValue() : null;
  }

  @Test
  void aMinute() {
    JsonNode file = EventFiles.read("sweep.every-minute");
    ObjectNode made = factory.scheduled("SweepFunctionEveryMinute");

    assertThat(paths(file)).isEqualTo(paths(made));
    assertThat(file.path("detail")).isEqualTo(made.path("detail"));
    assertThat(file.path("resources")).isEqualTo(made.path("resources"));
  }

  @Test
  void aChangeOfAnItem() {
    JsonNode record = EventFiles.read("job-changed").at("/Records/0");
    JsonNode change = record.path("dynamodb");
    Record told =
        Record.builder()
            .eventID(record.path("eventID").asText())
            .eventName(record.path("eventName").asText())
            .eventVersion(record.path("eventVersion").asText())
            .dynamodb(
                StreamRecord.builder()
                    .approximateCreationDateTime(
                        Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong()))
                    .keys(item(change.path("Keys")))
                    .newImage(item(change.path("NewImage")))
                    .oldImage(item(change.path("OldImage")))
                    .sequenceNumber(change.path("SequenceNumber").asText())
                    .sizeBytes(change.path("SizeBytes").asLong())
                    .streamViewType(change.path("StreamViewType").asText())
                    .build())
            .build();

    ObjectNode made =
        StreamRecords.record(
            told, record.path("awsRegion").asText(), record.path("eventSourceARN").asText());

    assertThat(Json.tree(made.toString())).isEqualTo(record);
  }

  private static Map<String, AttributeValue> item(JsonNode image) {
    return image.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue())));
  }

  private static AttributeValue value(JsonNode typed) {
    return typed.has("N")
        ? AttributeValue.fromN(typed.path("N").asText())
        : AttributeValue.fromS(typed.path("S").asText());
  }

  @Test
  void aMessage() {
    JsonNode file = EventFiles.read("webhook");
    JsonNode message = file.at("/Records/0");
    ObjectNode made =
        QueueMessages.one(
            Json.tree(message.path("body").asText()), message.path("eventSourceARN").asText(), 1);

    assertThat(paths(file)).isEqualTo(paths(made));
    assertThat(message.path("md5OfBody")).isEqualTo(made.at("/Records/0/md5OfBody"));
  }
}
