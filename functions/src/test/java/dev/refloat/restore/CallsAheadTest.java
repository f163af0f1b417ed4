package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.Pace;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Parallelism.Size;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallsAheadTest {
  private static final Size SMALL = new Size(10, 10_000_000);
  private static final Size LARGE = new Size(10_000, 1_000_000_000_000L);

  private static final List<Size> TWO_LARGE_AND_THREE_SMALL =
      List.of(LARGE, SMALL, LARGE, SMALL, SMALL);

  private static final Parallelism PARALLELISM =
      new Parallelism(CopyLimits.DEFAULT, Pace.DEFAULT, 800);
  private static final Parallelism.Needed NEEDED = PARALLELISM.needed(TWO_LARGE_AND_THREE_SMALL);

  private static final List<Size> TEN_LARGE = Collections.nCopies(10, LARGE);

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
    return new CallsAhead(PARALLELISM, new Clients(settings)::eventBridge, bus, "mine");
  }

  private List<JsonNode> entries() {
    return eventBridge.sent().stream()
        .flatMap(request -> Json.tree(request.body()).path("Entries").valueStream())
        .toList();
  }

  @Test
  void eachCallIsAnEventThatNamesStackAndFunction() {
    ahead(Optional.of("the-bus")).call(TWO_LARGE_AND_THREE_SMALL);

    assertThat(
            entries().stream()
                .map(entry -> Json.tree(entry.path("Detail").asText()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .isEqualTo(
            Map.of(
                Json.tree("{\"stack\":\"mine\",\"function\":\"InOneCall\"}"), 2L,
                Json.tree("{\"stack\":\"mine\",\"function\":\"Collection\"}"), 1L,
                Json.tree("{\"stack\":\"mine\",\"function\":\"Copy\"}"), (long) NEEDED.copy()));
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
    ahead(Optional.of("the-bus")).call(TEN_LARGE);

    assertThat(eventBridge.sent())
        .hasSize(Math.ceilDiv(9 + 10 * 7, 10))
        .allSatisfy(
            request -> assertThat(Json.tree(request.body()).path("Entries").size()).isLessThan(11));
  }

  @Test
  void nothingIsAskedWhereNothingIsNeededOrThereIsNoBus() {
    ahead(Optional.of("the-bus")).call(List.of(SMALL));
    ahead(Optional.empty()).call(TEN_LARGE);

    assertThat(eventBridge.sent()).isEmpty();
  }

  @Test
  void aRestoreGoesOnWithoutThem() {
    answer.set(new Answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}"));
    assertThatCode(() -> ahead(Optional.of("the-bus")).call(TWO_LARGE_AND_THREE_SMALL))
        .doesNotThrowAnyException();

    answer.set(new Answer(200, "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"x\"}]}"));
    assertThatCode(() -> ahead(Optional.of("the-bus")).call(TWO_LARGE_AND_THREE_SMALL))
        .doesNotThrowAnyException();
  }
}
