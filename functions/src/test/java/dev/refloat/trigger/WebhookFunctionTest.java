package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.notify.NotTaken;
import dev.refloat.platform.Json;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import dev.refloat.testing.Invocation;
import dev.refloat.testing.LogLines;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class WebhookFunctionTest {
  private static final String EVENT =
      Json.text(
          Map.of(
              "source",
              "refloat.jobs",
              "detail",
              Map.of("id", "job-1-FAILED", "jobId", "job-1", "time", "2026-05-01T10:00:00Z")));

  private static final String MESSAGE =
      Json.text(
          Map.of(
              "Records",
              List.of(
                  Map.of("body", EVENT, "attributes", Map.of("ApproximateReceiveCount", "3")))));

  private static WebhookFunction function(HttpStandIn receiver) {
    var environment = new HashMap<>(EmbeddedAws.newEnvironment());
    environment.put("WEBHOOK_URL", receiver.endpoint() + "/token-of-the-receiver");
    environment.put("WEBHOOK_SECRET_ARN", EmbeddedAws.WEBHOOK_SECRET_ARN);
    return new WebhookFunction(environment);
  }

  @Test
  void theEventInAMessageIsSent() throws IOException {
    try (var receiver = HttpStandIn.answering(_ -> new Answer(204, ""))) {
      Invocation.of(function(receiver), MESSAGE);

      assertThat(receiver.sent()).hasSize(1);
      assertThat(receiver.sent().getFirst().header("webhook-id")).isEqualTo("job-1-FAILED");
    }
  }

  @Test
  void whatWasNotTakenFailsTheCallAndSaysWhichAndHowOftenButNotWhere() throws IOException {
    try (var receiver = HttpStandIn.answering(_ -> new Answer(503, ""));
        var log = new LogLines()) {
      WebhookFunction function = function(receiver);

      assertThatExceptionOfType(NotTaken.class).isThrownBy(() -> Invocation.of(function, MESSAGE));

      JsonNode line = log.json().getLast();
      assertThat(line.path("message").asText()).isEqualTo("Webhook did not take an event");
      assertThat(line.path("jobId").asText()).isEqualTo("job-1");
      assertThat(line.path("event").asText()).isEqualTo("job-1-FAILED");
      assertThat(line.path("tries").asText()).isEqualTo("3");
      assertThat(log.text()).doesNotContain("token-of-the-receiver");
      assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
  }
}
