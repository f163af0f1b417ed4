package dev.refloat.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.notify.NotTaken;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.EventFiles;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import dev.refloat.testing.Invocation;
import dev.refloat.testing.LogLines;
import java.io.IOException;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class WebhookFunctionTest {
  private static final String JOB = "job-3f8a1c9e7b5d2k6m4n0p";

  private static String message(String tries) {
    ObjectNode event = EventFiles.read("webhook");
    event.withObject("/Records/0/attributes").put("ApproximateReceiveCount", tries);
    return event.toString();
  }

  private static WebhookFunction function(HttpStandIn receiver) {
    var environment = new HashMap<>(EmbeddedAws.newEnvironment());
    environment.put("WEBHOOK_URL", receiver.endpoint() + "/token-of-the-receiver");
    environment.put("WEBHOOK_SECRET_ARN", EmbeddedAws.WEBHOOK_SECRET_ARN);
    return new WebhookFunction(environment);
  }

  @Test
  void theEventInAMessageIsSent() throws IOException {
    try (var receiver = HttpStandIn.answering(_ -> new Answer(204, ""))) {
      Invocation.of(function(receiver), message("1"));

      assertThat(receiver.sent()).hasSize(1);
      assertThat(receiver.sent().getFirst().header("webhook-id")).isEqualTo(JOB + "-SUCCESSFUL");
    }
  }

  @Test
  void whatWasNotTakenFailsTheCallAndSaysWhichAndHowOftenButNotWhere() throws IOException {
    try (var receiver = HttpStandIn.answering(_ -> new Answer(503, ""));
        var log = new LogLines()) {
      WebhookFunction function = function(receiver);

      assertThatExceptionOfType(NotTaken.class)
          .isThrownBy(() -> Invocation.of(function, message("3")));

      JsonNode line = log.json().getLast();
      assertThat(line.path("message").asText()).isEqualTo("Webhook did not take an event");
      assertThat(line.path("jobId").asText()).isEqualTo(JOB);
      assertThat(line.path("event").asText()).isEqualTo(JOB + "-SUCCESSFUL");
      assertThat(line.path("tries").asText()).isEqualTo("3");
      assertThat(log.text()).doesNotContain("token-of-the-receiver");
      assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
  }
}
