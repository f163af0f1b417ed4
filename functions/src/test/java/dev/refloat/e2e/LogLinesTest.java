package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.testing.LogLines;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The log, to whoever is paged: each line says which call, and of which job, wrote it. */
final class LogLinesTest {
  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();

  private static Stream<JsonNode> of(List<JsonNode> lines, String jobId) {
    return lines.stream().filter(line -> line.path("jobId").asText().equals(jobId));
  }

  private static boolean isLocal(JsonNode line) {
    return line.path("logger").asText().startsWith("dev.refloat.local.");
  }

  @Test
  void everyLineSaysWhichCallWroteItAndThoseOfARestoreWhichJobCollectionAndBatch() {
    Backup sound = backups.sample(SampleOptions.small("logged", 81));
    Backup damaged = backups.sample(SampleOptions.small("logged-damaged", 82));
    String path = backups.restorePath(damaged);
    backups.lose(damaged);
    try (var log = new LogLines()) {
      Answer restored = backups.restore(sound, "logged");
      backups.ended(restored);
      Answer failed = stack.api().post(path, backups.body("logged-damaged", "KEEP"));
      backups.ended(failed);
      stack.callScheduled();

      List<JsonNode> lines = log.json().stream().filter(line -> !isLocal(line)).toList();
      assertThat(lines)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.path("requestId").asText()).isNotEmpty());
      assertThat(lines.stream().filter(line -> line.has("collection")))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.path("jobId").asText()).isNotEmpty());
      String jobId = restored.data().path("jobId").asText();
      assertThat(of(lines, jobId).filter(line -> line.path("logger").asText().contains(".copy.")))
          .isNotEmpty()
          .allSatisfy(
              line -> {
                assertThat(line.path("collection").asText()).isNotEmpty();
                assertThat(line.path("batch").asText()).isNotEmpty();
              });
      String other = failed.data().path("jobId").asText();
      assertThat(of(lines, other).filter(line -> Set.of("WARN", "ERROR").contains(level(line))))
          .as("what went wrong is told under the job")
          .isNotEmpty();
    }
  }

  private static String level(JsonNode line) {
    return line.path("level").asText();
  }
}
