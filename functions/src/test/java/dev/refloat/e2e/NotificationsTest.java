package dev.refloat.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Settings;
import dev.refloat.platform.StoredSecret;
import dev.refloat.testing.HttpStandIn;
import dev.refloat.testing.HttpStandIn.Sent;
import dev.refloat.testing.NoticeSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a receiver of the webhook hears of jobs, whoever ends them and however it answers. */
final class NotificationsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How often each event was refused so far; those named are refused twice. */
  private static final Map<String, Integer> REFUSED = new ConcurrentHashMap<>();

  private static final Set<String> REFUSING = ConcurrentHashMap.newKeySet();

  private static final HttpStandIn RECEIVER = receiver();
  private static final Stack STACK =
      Stack.start(Map.of("WebhookUrl", RECEIVER.endpoint() + "/hook"));

  private final Backups backups = new Backups(STACK);

  private static HttpStandIn receiver() {
    try {
      return HttpStandIn.answering(NotificationsTest::answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    STACK.close();
    RECEIVER.close();
  }

  private static HttpStandIn.Answer answer(Sent sent) {
    String status = data(sent).path("status").asText();
    boolean refused =
        REFUSING.contains(status) && REFUSED.merge(sent.header("webhook-id"), 1, Integer::sum) < 3;
    return new HttpStandIn.Answer(refused ? 503 : 204, "");
  }

  private static JsonNode data(Sent sent) {
    return Json.tree(sent.body()).path("data");
  }

  private static List<Sent> sentOf(String jobId) {
    return RECEIVER.sent().stream()
        .filter(sent -> data(sent).path("jobId").asText().equals(jobId))
        .toList();
  }

  /** The notices of a job by status, once there is one of that status. */
  private static JsonNode heard(String jobId, String last) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      ObjectNode notices = JsonNodeFactory.instance.objectNode();
      sentOf(jobId).forEach(sent -> notices.set(data(sent).path("status").asText(), data(sent)));
      if (notices.has(last)) {
        return notices;
      }
      assertThat(Instant.now()).as("%s", notices).isBefore(end);
      Thread.sleep(50);
    }
  }

  private static String jobId(Answer started) {
    return started.data().path("jobId").asText();
  }

  @Test
  void eachStatusOfAJobIsToldSignedAndByTheSchema() throws Exception {
    Backup backup = backups.sample(SampleOptions.small("told", 71));
    Answer started = backups.restore(backup, "told");
    JsonNode ended = backups.ended(started);

    JsonNode notices = heard(jobId(started), "SUCCESSFUL");

    assertThat(notices.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("PENDING", "IN_PROGRESS", "SUCCESSFUL");
    assertThat(notices).allSatisfy(n -> assertThat(NoticeSchema.problems(n)).isEmpty());
    assertThat(notices.path("PENDING").path("previousStatus").isNull()).isTrue();
    assertThat(notices.path("IN_PROGRESS").path("previousStatus").asText()).isEqualTo("PENDING");
    JsonNode last = notices.path("SUCCESSFUL");
    assertThat(last.path("previousStatus").asText()).isEqualTo("IN_PROGRESS");
    for (String field : List.of("endTime", "clusterId", "backupId", "createdBy", "objectsTotal")) {
      assertThat(last.path(field)).as(field).isEqualTo(ended.path(field));
    }
    String secret = secret();
    for (Sent sent : sentOf(jobId(started))) {
      String signed =
          sent.header("webhook-id") + "." + sent.header("webhook-timestamp") + "." + sent.body();
      assertThat(sent.header("webhook-signature")).isEqualTo("v1," + hmac(secret, signed));
    }
  }

  @Test
  void aJobThatFailsSaysWhy() throws Exception {
    Backup backup = backups.sample(SampleOptions.small("damaged", 72));
    String path = backups.restorePath(backup);
    String lost = backups.lose(backup);
    Answer started = STACK.api().post(path, backups.body("damaged", "KEEP"));

    JsonNode failed = heard(jobId(started), "FAILED").path("FAILED");

    assertThat(failed.path("reason").asText()).contains(lost);
    assertThat(failed.path("endTime").isNull()).isFalse();
  }

  @Test
  void aReceiverThatRefusesIsToldAgainAndTheJobDoesNotMind() throws Exception {
    REFUSING.addAll(Set.of("PENDING", "IN_PROGRESS"));
    try {
      Backup backup = backups.sample(SampleOptions.small("refused", 73));
      Answer started = backups.restore(backup, "refused");

      assertThat(backups.ended(started).path("status").asText()).isEqualTo("SUCCESSFUL");
      heard(jobId(started), "SUCCESSFUL");
      Instant end = Instant.now().plus(PATIENCE);
      while (sentOf(jobId(started)).size() < 7) {
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(50);
      }
      assertThat(
              sentOf(jobId(started)).stream()
                  .collect(
                      Collectors.groupingBy(
                          sent -> data(sent).path("status").asText(), Collectors.counting())))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("PENDING", 3L, "IN_PROGRESS", 3L, "SUCCESSFUL", 1L));
    } finally {
      REFUSING.clear();
    }
  }

  private static String secret() {
    var settings = new Settings(STACK.environment("WebhookFunction"));
    var client = new Clients(settings).secretsManager();
    return new StoredSecret(client, settings.require("WEBHOOK_SECRET_ARN")).get();
  }

  private static String hmac(String secret, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
  }
}
