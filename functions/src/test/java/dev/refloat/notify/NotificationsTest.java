package dev.refloat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.job.JobChange;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.testing.Changes;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Answer;
import dev.refloat.testing.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

final class NotificationsTest {
  private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer(500, ""));
  private final HttpStandIn eventBridge = HttpStandIn.answering(_ -> answer.get());

  NotificationsTest() throws IOException {}

  @AfterEach
  void stop() {
    eventBridge.close();
  }

  private Notifications answering(int status, String body) {
    answer.set(new Answer(status, body));
    var settings =
        new Settings(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.endpoint().toString()));
    return new Notifications(new Clients(settings).eventBridge(), "the-bus");
  }

  private static List<JobChange> changes(String... jobIds) {
    return Stream.of(jobIds)
        .map(id -> new JobChange(Samples.job(id), Optional.empty(), Changes.TIME))
        .toList();
  }

  @Test
  void eachChangeIsAnEventOnTheBus() {
    var notifications =
        answering(
            200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"},{\"EventId\":\"2\"}]}");

    assertThat(notifications.tell(changes("job-1", "job-2"))).isEqualTo(2);

    JsonNode entries = Json.tree(eventBridge.sent().getFirst().body()).path("Entries");
    assertThat(entries).hasSize(2);
    JsonNode first = entries.get(0);
    assertThat(first.path("EventBusName").asText()).isEqualTo("the-bus");
    assertThat(first.path("Source").asText()).isEqualTo("refloat.jobs");
    assertThat(first.path("DetailType").asText()).isEqualTo("Job Status Change");
    assertThat(first.path("Time").asLong()).isEqualTo(Changes.TIME.getEpochSecond());
    assertThat(Json.tree(first.path("Detail").asText()).path("id").asText())
        .isEqualTo("job-1-PENDING");
  }

  @Test
  void itSaysHowManyWereTakenBeforeTheFirstThatWasNot() {
    var notifications =
        answering(
            200,
            "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"1\"},"
                + "{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"slow\"},{\"EventId\":\"3\"}]}");

    assertThat(notifications.tell(changes("job-1", "job-2", "job-3"))).isEqualTo(1);
  }

  @Test
  void aCallThatIsRefusedFails() {
    var notifications =
        answering(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not you\"}");

    assertThatExceptionOfType(EventBridgeException.class)
        .isThrownBy(() -> notifications.tell(changes("job-1")));
  }

  @Test
  void nothingIsSentWhereNothingHasChanged() {
    assertThat(answering(500, "").tell(List.of())).isZero();

    assertThat(eventBridge.sent()).isEmpty();
  }
}
