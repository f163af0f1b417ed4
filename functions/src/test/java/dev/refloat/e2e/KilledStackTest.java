package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process with the whole stack is killed in the middle of a restore, and started again. */
final class KilledStackTest {
  /** By default few, so that a build does not wait; {@code -Drefloat.objects=20000} for many. */
  private static final int OBJECTS = Integer.getInteger("refloat.objects", 800);

  private static final Duration WITHIN = Duration.ofMinutes(1);

  @TempDir Path data;

  private static JsonNode await(
      Api api, String jobId, Predicate<JsonNode> wanted, Duration patience) throws Exception {
    Instant end = Instant.now().plus(patience);
    while (true) {
      JsonNode job = api.get("/v2/jobs/" + jobId).data();
      if (wanted.test(job)) {
        return job;
      }
      assertThat(Instant.now()).as("%s", job).isBefore(end);
      Thread.sleep(20);
    }
  }

  private static boolean hasEnded(JsonNode job) {
    return List.of("SUCCESSFUL", "FAILED", "CANCELED").contains(job.path("status").asText());
  }

  @Test
  void theJobFailsWithAReasonWithinAMinuteAndARetryCompletesIt() throws Exception {
    Answer started;
    Backup backup;
    try (var first = ServedStack.start(data);
        var stack = Stack.at(first.connection())) {
      var backups = new Backups(stack);
      backup = backups.sample(new SampleOptions("killed", 3, 0, OBJECTS));
      started = backups.restore(backup, "killed");
      await(stack.api(), jobId(started), job -> copied(job) > OBJECTS / 4, WITHIN);
      first.kill();
    }

    try (var second = ServedStack.start(data);
        var stack = Stack.at(second.connection())) {
      Instant restarted = Instant.now();
      Api api = stack.api();
      var backups = new Backups(stack);
      JsonNode failed = await(api, jobId(started), KilledStackTest::hasEnded, WITHIN);
      System.out.printf(
          "FAILED %d ms after the restart, with %d of %d objects copied: %s%n",
          Duration.between(restarted, Instant.now()).toMillis(),
          copied(failed),
          failed.path("objectsTotal").asLong(),
          failed.path("reason").asText());
      assertThat(failed.path("status").asText()).isEqualTo("FAILED");
      assertThat(failed.path("reason").asText()).isNotEmpty();
      assertThat(copied(failed)).isLessThan(failed.path("objectsTotal").asLong());

      assertThat(api.post("/v2/jobs/" + jobId(started) + "/retry", "").code()).isZero();
      JsonNode done = await(api, jobId(started), KilledStackTest::hasEnded, Duration.ofMinutes(3));
      assertThat(done.path("status").asText())
          .as(done.path("reason").asText())
          .isEqualTo("SUCCESSFUL");
      assertThat(copied(done)).isEqualTo(done.path("objectsTotal").asLong());
      assertThat(fingerprints(backups.restoredLogs(started)))
          .containsExactlyInAnyOrderElementsOf(fingerprints(backups.sourceLogs(backup)));
    }
  }

  private static String jobId(Answer started) {
    return started.data().path("jobId").asText();
  }

  private static long copied(JsonNode job) {
    return job.path("objectsCopied").asLong();
  }

  private static List<String> fingerprints(Map<String, byte[]> objects) {
    return objects.values().stream().map(Digests::sha256).toList();
  }
}
