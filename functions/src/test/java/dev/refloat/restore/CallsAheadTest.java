package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Parallelism.Needed;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallsAheadTest {
  private static final Answer TAKEN = new Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[]}");

  private final AtomicReference<Answer> answer = new AtomicReference<>(TAKEN);
  private final HttpStandIn eventBridge = HttpStandIn.answering(_ -> answer.get());

  CallsAheadTest() throws IOException {}

  @AfterEach
  void stop() {
    eventBridge.close();
  }

  private CallsAhead ahead(Optional<String> bus) {
    var settings =
        new Settings(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.endpoint().toString()));
    return new CallsAhead(new Clients(settings)::eventBridge, bus, "mine");
  }

  private List<JsonNode> entries() {
    return eventBridge.sent().stream()
        .flatMap(request -> Json.tree(request.body()).path("Entries").valueStream())
        .toList();
  }

  @Test
  void eachCallIsAnEventThatNamesStackAndFunction() {
    ahead(Optional.of("the-bus")).call(new Needed(2, 1, 25));

    assertThat(
            entries().stream()
                .map(entry -> Json.tree(entry.path("Detail").asText()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .isEqualTo(
            Map.of(
                Json.tree("{\"stack\":\"mine\",\"function\":\"InOneCall\"}"), 2L,
                Json.tree("{\"stack\":\"mine\",\"function\":\"Collection\"}"), 1L,
                Json.tree("{\"stack\":\"mine\",\"function\":\"Copy\"}"), 25L));
    assertThat(entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.path("EventBusName").asText()).isEqualTo("the-bus");
              assertThat(entry.path("Source").asText()).isEqualTo("refloat.restores");
              assertThat(entry.path("DetailType").asText()).isEqualTo(CallsAhead.DETAIL_TYPE);
            });
  }

  @Test
  void noRequestHasMoreThanEventBridgeTakes() {
    ahead(Optional.of("the-bus")).call(new Needed(0, 9, 100));

    assertThat(eventBridge.sent())
        .hasSize(11)
        .allSatisfy(
            request -> assertThat(Json.tree(request.body()).path("Entries").size()).isLessThan(11));
  }

  @Test
  void nothingIsAskedWhereNothingIsNeededOrThereIsNoBus() {
    ahead(Optional.of("the-bus")).call(new Needed(0, 0, 0));
    ahead(Optional.empty()).call(new Needed(1, 1, 1));

    assertThat(eventBridge.sent()).isEmpty();
  }

  @Test
  void aRestoreGoesOnWithoutThem() {
    answer.set(new Answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}"));
    assertThatCode(() -> ahead(Optional.of("the-bus")).call(new Needed(0, 1, 1)))
        .doesNotThrowAnyException();

    answer.set(new Answer(200, "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"x\"}]}"));
    assertThatCode(() -> ahead(Optional.of("the-bus")).call(new Needed(0, 1, 1)))
        .doesNotThrowAnyException();
  }
}
