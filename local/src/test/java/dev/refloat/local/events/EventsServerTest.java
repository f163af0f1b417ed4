package dev.refloat.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.awsjson.AwsJsonServer;
import dev.refloat.local.awsjson.SdkClients;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The protocol, through the SDK's own client. */
final class EventsServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);

  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private AwsJsonServer server;
  private EventBridgeClient client;

  @BeforeEach
  void start() throws IOException {
    var events = new EventFactory("us-east-1", "000000000000", CLOCK);
    server = EventsServer.start(events, taken::add, 0);
    client = SdkClients.of(EventBridgeClient.builder(), server.endpoint()).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static PutEventsRequestEntry.Builder entry(String detail) {
    return PutEventsRequestEntry.builder().source("shop").detailType("Sold").detail(detail);
  }

  @Test
  void eventsReachTheBusInTheirOrderWithAnIdEach() {
    PutEventsResponse answer =
        client.putEvents(
            r ->
                r.entries(
                    entry("{\"n\":1}").build(),
                    entry("{\"n\":2}").eventBusName("default").build()));

    assertThat(answer.failedEntryCount()).isZero();
    assertThat(taken).extracting(e -> e.at("/detail/n").asInt()).containsExactly(1, 2);
    assertThat(answer.entries())
        .extracting(e -> e.eventId())
        .containsExactlyElementsOf(taken.stream().map(e -> e.path("id").asText()).toList());
    JsonNode first = taken.getFirst();
    assertThat(first.path("source").asText()).isEqualTo("shop");
    assertThat(first.path("detail-type").asText()).isEqualTo("Sold");
    assertThat(first.path("time").asText()).isEqualTo("2026-05-01T10:00:00Z");
    assertThat(first.path("resources")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws.s3 | default | {}    | NotAuthorizedForSource",
        "shop   | other   | {}    | ResourceNotFound",
        "shop   | default | []    | MalformedDetail",
        "shop   | default | {     | MalformedDetail"
      })
  void whatEventBridgeWouldNotTakeIsRefused(
      String source, String bus, String detail, String error) {
    PutEventsRequestEntry refused = entry(detail).source(source).eventBusName(bus).build();

    assertThatThrownBy(() -> client.putEvents(r -> r.entries(refused)))
        .isInstanceOf(EventBridgeException.class)
        .satisfies(
            e ->
                assertThat(((EventBridgeException) e).awsErrorDetails().errorCode())
                    .startsWith(error));
    assertThat(taken).isEmpty();
  }

  @Test
  void elevenAtOnceAreTooMany() {
    var eleven = Collections.nCopies(11, entry("{}").build());

    assertThatThrownBy(() -> client.putEvents(r -> r.entries(eleven)))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageContaining("1 to 10");
  }
}
