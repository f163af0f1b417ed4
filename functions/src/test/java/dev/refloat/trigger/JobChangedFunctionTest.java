package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.Json;
import dev.refloat.testing.Changes;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import dev.refloat.testing.Invocation;
import dev.refloat.testing.MetricLines;
import dev.refloat.testing.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

final class JobChangedFunctionTest {
  private final List<Answer> answers = new ArrayList<>();
  private HttpStandIn eventBridge;
  private JobChangedFunction function;

  @BeforeEach
  void start() throws IOException {
    eventBridge = HttpStandIn.answering(_ -> answers.removeFirst());
    var environment = new HashMap<>(MetricLines.NAMESPACE);
    environment.putAll(
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "EVENT_BUS", "default",
            "AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.endpoint().toString()));
    function = new JobChangedFunction(environment);
  }

  @AfterEach
  void stop() {
    eventBridge.close();
  }

  private JsonNode call(ObjectNode... records) {
    return Json.tree(
        Invocation.of(function, Json.text(Map.of("Records", Stream.of(records).toList()))));
  }

  private static Answer taken(String... entries) {
    return new Answer(
        200, "{\"FailedEntryCount\":0,\"Entries\":[" + String.join(",", entries) + "]}");
  }

  private List<String> told() {
    return eventBridge.sent().stream()
        .flatMap(sent -> Json.tree(sent.body()).path("Entries").valueStream())
        .map(entry -> Json.tree(entry.path("Detail").asText()).path("id").asText())
        .toList();
  }

  /** The message that the webhook's queue then holds is another of the files. */
  @Test
  void aChangeAsLambdaHandsItOverIsToldAsItIsInTheQueue() {
    answers.add(taken("{\"EventId\":\"1\"}"));

    JsonNode answer = Json.tree(Invocation.of(function, EventFiles.text("job-changed")));

    assertThat(answer.path("batchItemFailures")).isEmpty();
    JsonNode entry = Json.tree(eventBridge.sent().getFirst().body()).at("/Entries/0");
    JsonNode queued = Json.tree(EventFiles.read("webhook").at("/Records/0/body").asText());
    assertThat(Json.tree(entry.path("Detail").asText())).isEqualTo(queued.path("detail"));
    assertThat(entry.path("DetailType")).isEqualTo(queued.path("detail-type"));
    assertThat(entry.path("Source")).isEqualTo(queued.path("source"));
  }

  @Test
  void changesOfStatusAreToldTogetherAndInOrder() {
    answers.add(taken("{\"EventId\":\"1\"}", "{\"EventId\":\"2\"}"));

    JsonNode answer =
        call(
            Changes.record("1", null, Samples.jobItem("job-1", "PENDING")),
            Changes.record(
                "2",
                Samples.jobItem("job-1", "PENDING"),
                Samples.jobItem("job-1", "PENDING").with("admitted", "job-1")),
            Changes.record(
                "3", Samples.jobItem("job-1", "PENDING"), Samples.jobItem("job-1", "IN_PROGRESS")));

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(told()).containsExactly("job-1-PENDING", "job-1-IN_PROGRESS");
    assertThat(eventBridge.sent()).hasSize(1);
  }

  @Test
  void theFirstThatWasNotTakenIsNamedAndOnlyWhatWasTakenIsCounted() {
    answers.add(taken("{\"EventId\":\"1\"}", "{\"ErrorCode\":\"InternalFailure\"}"));
    try (var written = new MetricLines()) {
      JsonNode answer =
          call(
              Changes.record(
                  "8", Samples.jobItem("job-1", "IN_PROGRESS"), Samples.jobItem("job-1", "FAILED")),
              Changes.record(
                  "9",
                  Samples.jobItem("job-2", "IN_PROGRESS"),
                  Samples.jobItem("job-2", "SUCCESSFUL")));

      assertThat(answer.at("/batchItemFailures/0/itemIdentifier").asText()).isEqualTo("9");
      assertThat(written.json())
          .extracting(line -> line.path("Status").asText())
          .containsExactly("FAILED");
    }
  }

  @Test
  void aCallThatTellsNothingCallsNobody() {
    JsonNode answer = call(Changes.record("1", Samples.jobItem("job-1", "PENDING"), null));

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(eventBridge.sent()).isEmpty();
  }

  @Test
  void whereTheBusRefusesTheCallFailsSoThatItIsMadeAgain() {
    answers.add(new Answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}"));

    assertThatExceptionOfType(EventBridgeException.class)
        .isThrownBy(() -> call(Changes.record("1", null, Samples.jobItem("job-1", "PENDING"))));
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }
}
