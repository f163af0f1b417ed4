package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.testing.AwsCalls;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/** More restores are asked for than may run: they wait, and start one after the other. */
final class QueueTest {
  private static final Stack STACK = Stack.start(Map.of("RestoresPerProject", "1"));

  private final Backups backups = new Backups(STACK);
  private final Api api = STACK.api();

  @AfterAll
  static void stop() {
    STACK.close();
  }

  /** What is copied first waits for this, and the first restore with it. */
  private final CountDownLatch copies = new CountDownLatch(1);

  private final Interventions interventions = new Interventions();

  @BeforeEach
  void holdTheFirst() {
    interventions.before("InOneCallFunction", CopyObjectRequest.class, _ -> await(copies));
    AwsCalls.tell(interventions);
  }

  @AfterEach
  void holdNoMore() {
    copies.countDown();
    AwsCalls.tellNoMore(interventions);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of them are asked for while the first one runs. */
  private List<Answer> asked(Backup backup, String... names) {
    return Stream.of(names).map(name -> backups.restore(backup, name)).toList();
  }

  private JsonNode job(Answer started) {
    return api.get("/v2/jobs/" + jobId(started)).data();
  }

  private static String jobId(Answer started) {
    return started.data().path("jobId").asText();
  }

  private List<JsonNode> events(Answer started) {
    JsonNode page = api.get("/v2/jobs/" + jobId(started) + "/events?pageSize=100").data();
    return page.path("events").valueStream().toList();
  }

  private String timeOf(Answer started, String type) {
    return events(started).stream()
        .filter(event -> event.path("type").asText().equals(type))
        .map(event -> event.path("time").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("No event " + type));
  }

  @Test
  void restoresBeyondTheLimitWaitAndStartInTheirOrder() {
    Backup backup = backups.sample(new SampleOptions("queued", 91, 0, 60));
    List<Answer> started = asked(backup, "first", "second", "third");
    assertThat(started.subList(1, 3))
        .allSatisfy(
            waiting -> {
              assertThat(job(waiting).path("status").asText()).isEqualTo("PENDING");
              assertThat(events(waiting).getLast().path("type").asText()).isEqualTo("QUEUED");
              assertThat(events(waiting).getLast().path("message").asText())
                  .contains("1 run in the project, of at most 1");
            });
    copies.countDown();

    assertThat(started)
        .allSatisfy(
            asked ->
                assertThat(backups.ended(asked).path("status").asText()).isEqualTo("SUCCESSFUL"));
    for (int i = 1; i < started.size(); i++) {
      assertThat(timeOf(started.get(i), "STARTED"))
          .as("the next starts behind the end of the one before")
          .isGreaterThanOrEqualTo(timeOf(started.get(i - 1), "ENDED"));
    }
  }

  @Test
  void oneThatWaitsCanBeCanceledAndTheOthersGoOn() {
    Backup backup = backups.sample(new SampleOptions("queued-canceled", 92, 0, 60));
    List<Answer> started = asked(backup, "running", "waiting", "last");
    Answer running = started.getFirst();
    Answer waiting = started.get(1);
    Answer last = started.getLast();
    assertThat(api.post("/v2/jobs/" + jobId(waiting) + "/cancel", "").code()).isZero();
    copies.countDown();

    assertThat(backups.ended(waiting).path("status").asText()).isEqualTo("CANCELED");
    assertThat(backups.ended(running).path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(backups.ended(last).path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(api.get("/v2/clusters/" + Backups.clusterId(waiting)).code()).isEqualTo(96018);
  }
}
