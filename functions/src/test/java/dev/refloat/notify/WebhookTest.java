package dev.refloat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.platform.StoredSecret;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import dev.refloat.testing.HttpStandIn.Sent;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:07Z");
  private static final JsonNode NOTICE =
      Json.tree("{\"id\":\"job-1-FAILED\",\"jobId\":\"job-1\",\"time\":\"2026-05-01T10:00:00Z\"}");

  private final Map<String, String> environment = EmbeddedAws.newEnvironment();

  private Webhook webhook(URI address) {
    var settings = new Settings(environment);
    var secret =
        new StoredSecret(new Clients(settings).secretsManager(), EmbeddedAws.WEBHOOK_SECRET_ARN);
    return new Webhook(address, secret, InstantSource.fixed(NOW));
  }

  @Test
  void whatIsSentIsSignedAndSaysWhatItIs() throws IOException {
    try (var receiver = HttpStandIn.answering(_ -> new Answer(204, ""))) {
      webhook(receiver.endpoint().resolve("/hook")).send(NOTICE);

      Sent sent = receiver.sent().getFirst();
      assertThat(sent.method()).isEqualTo("POST");
      assertThat(sent.path()).isEqualTo("/hook");
      assertThat(sent.header("Content-Type")).isEqualTo("application/json");
      assertThat(sent.header("webhook-id")).isEqualTo("job-1-FAILED");
      assertThat(sent.header("webhook-timestamp")).isEqualTo("1777629607");
      assertThat(sent.header("webhook-signature"))
          .isEqualTo(
              new WebhookSignature(EmbeddedAws.WEBHOOK_SECRET)
                  .of("job-1-FAILED", 1_777_629_607L, sent.body()));
      JsonNode body = Json.tree(sent.body());
      assertThat(body.path("type").asText()).isEqualTo("job.status");
      assertThat(body.path("timestamp").asText()).isEqualTo("2026-05-01T10:00:00Z");
      assertThat(body.path("data")).isEqualTo(NOTICE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 410, 500, 503})
  void anythingButSuccessIsNotTaken(int status) throws IOException {
    try (var receiver = HttpStandIn.answering(_ -> new Answer(status, ""))) {
      Webhook webhook = webhook(receiver.endpoint());

      assertThatExceptionOfType(NotTaken.class)
          .isThrownBy(() -> webhook.send(NOTICE))
          .withMessageEndingWith("answered " + status);
      assertThat(receiver.sent()).hasSize(1);
    }
  }

  @Test
  void aReceiverThatIsNotThereHasNotTakenItAndIsNotNamed() throws IOException {
    URI gone;
    try (var receiver = HttpStandIn.answering(_ -> new Answer(204, ""))) {
      gone = receiver.endpoint().resolve("/token-of-the-receiver");
    }
    Webhook webhook = webhook(gone);

    assertThatExceptionOfType(NotTaken.class)
        .isThrownBy(() -> webhook.send(NOTICE))
        .withMessageContaining("did not answer")
        .withMessageNotContaining("token-of-the-receiver");
  }
}
