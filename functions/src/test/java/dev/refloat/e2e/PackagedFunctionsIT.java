package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.infra.Template;
import dev.refloat.local.lambda.FunctionCode;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.lambda.TaskRoot;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The artifact as it is deployed: each function in a process of its own, under AWS's runtime
 * interface client, with the template's environment, memory and time-out. Runs behind the
 * packaging.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PackagedFunctionsIT {
  /** For those too that start from a snapshot: none here lives long enough for the second. */
  private static final List<String> FIRST_COMPILER = List.of("-XX:TieredStopAtLevel=1");

  @TempDir static Path directory;

  private static Path logs;
  private static Stack stack;
  private static Backups backups;

  @BeforeAll
  static void start() throws IOException {
    Path root = Path.of(System.getProperty("refloat.root", ".."));
    Path artifact = root.resolve("functions/target/refloat-functions-lambda.jar");
    logs = Files.createDirectories(directory.resolve("logs"));
    try (Stream<Path> jars = Files.list(root.resolve("local/target/lambda-runtime"))) {
      stack =
          Stack.of(
              new FunctionCode.Processes(
                  TaskRoot.unpack(artifact, directory.resolve("task")),
                  jars.sorted().toList(),
                  logs,
                  FIRST_COMPILER));
    }
    backups = new Backups(stack);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /**
   * What they are sent most cannot work with. After it all are warm, so that no call of the next
   * tests waits longer than the gateway does, however slow the machine is.
   */
  @Test
  @Order(1)
  void everyFunctionStarts() {
    for (String function : functions()) {
      if (stack.call(function, "null") instanceof Invocation.Failure failure) {
        assertThat(failure.type())
            .as(function)
            .doesNotStartWith("Runtime.")
            .doesNotStartWith("Sandbox.")
            .doesNotContain("ClassNotFound", "NoClassDefFound");
      }
      assertThat(log(function)).as(function).exists();
    }
  }

  @Test
  @Order(2)
  void aRestoreComesBackByteForByte() {
    Backup backup = backups.sample(SampleOptions.small("packaged", 2));

    Answer started = restore(backup, "packaged");
    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(fingerprints(backups.restoredLogs(started)))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(fingerprints(backups.sourceLogs(backup)));
    assertThat(backups.collections(started).path("count").asInt())
        .isEqualTo(job.path("collections").size());
    JsonNode cluster = stack.api().get("/v2/clusters/" + Backups.clusterId(started)).data();
    assertThat(cluster.path("status").asText()).isEqualTo("RUNNING");
  }

  @Test
  @Order(3)
  void aDamagedBackupFailsWithItsReason() {
    Backup backup = backups.sample(SampleOptions.small("damaged", 3));
    String key = backups.lose(backup);

    JsonNode job = backups.ended(restore(backup, "damaged"));

    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains(key);
  }

  /** What is logged has no word of a class or a library that the artifact lacks. */
  @Test
  @Order(4)
  void nothingIsMissingInTheArtifact() throws IOException {
    for (String function : functions()) {
      assertThat(log(function))
          .as(function)
          .content()
          .doesNotContain(
              "NoClassDefFoundError", "ClassNotFoundException", "ServiceConfigurationError")
          .doesNotContain("StatusLogger");
    }
  }

  /** All but what an installation has only where it is configured. */
  private static List<String> functions() {
    return Template.functions().stream()
        .filter(function -> !Template.resource(function).has("Condition"))
        .toList();
  }

  private static Answer restore(Backup backup, String clusterName) {
    byte[] body = backups.body(clusterName, "KEEP").getBytes(StandardCharsets.UTF_8);
    ObjectNode withContent = Json.read(body, ObjectNode.class).put("verify", "CONTENT");
    Answer answer = stack.api().post(backups.restorePath(backup), withContent.toString());
    assertThat(answer.code()).as(answer.message()).isZero();
    return answer;
  }

  private static Path log(String function) {
    return logs.resolve(stack.environment(function).get("AWS_LAMBDA_FUNCTION_NAME") + ".log");
  }

  private static List<String> fingerprints(Map<String, byte[]> objects) {
    return objects.values().stream().map(Digests::sha256).toList();
  }
}
