package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import dev.refloat.testing.MetricLines;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Restore drills, on backups that can be restored and on one that cannot. */
final class DrillsTest {
  /** One that measures. */
  private static final Stack STACK = Stack.start(Map.of("Metrics", "true"));

  private final Stack stack = STACK;
  private final Backups backups = new Backups(stack);
  private final Api api = stack.api();

  @AfterAll
  static void stop() {
    STACK.close();
  }

  private ObjectNode body(String name, Backup backup) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("name", name).put("projectId", backups.project()).put("drill", true);
    body.set(
        "when", Json.toTree(Map.of("backupAvailable", Map.of("clusterId", backup.clusterId()))));
    body.putObject("restore").put("cuSize", 1).put("collectionStatus", "RELEASE");
    return body;
  }

  private String created(ObjectNode body) {
    Api.Answer answer = api.post("/v2/restoreTriggers", body.toString());
    assertThat(answer.code()).as(answer.message()).isZero();
    assertThat(answer.data().has("password")).isFalse();
    return answer.data().path("triggerId").asText();
  }

  private JsonNode drill(String triggerId) {
    return Backups.await(() -> find(triggerId), found -> found.path("endTime").isTextual());
  }

  private JsonNode find(String triggerId) {
    return api.get("/v2/drills?projectId=" + backups.project() + "&pageSize=100")
        .data()
        .path("drills")
        .valueStream()
        .filter(drill -> drill.path("triggerId").asText().equals(triggerId))
        .findFirst()
        .orElse(Json.mapper().createObjectNode());
  }

  private JsonNode report(JsonNode drill) {
    return Json.tree(text(drill.path("report").asText()));
  }

  private String text(String key) {
    return stack
        .s3()
        .getObjectAsBytes(r -> r.bucket(stack.connection().backupBucket()).key(key))
        .asUtf8String();
  }

  private List<String> keys(String bucket, String prefix) {
    return stack
        .s3()
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private void awaitGone(String clusterId) {
    Backups.await(
        () -> api.get("/v2/clusters/" + clusterId).data().path("status").asText(),
        status -> status.equals("DELETING"));
    backups.removed(clusterId);
  }

  @Test
  void aDrillOnASoundBackupPassesAndLeavesNothingButItsReport() {
    Backup source = backups.place("sound");
    String triggerId = created(body("drill-of-the-sound", source));
    backups.put(SampleOptions.small("sound", 321), source);
    JsonNode backup = backups.listed(source);

    JsonNode drill = drill(triggerId);

    assertThat(drill.path("status").asText()).as("%s", drill).isEqualTo("PASSED");
    assertThat(drill.path("findings")).isEmpty();
    assertThat(drill.path("backupId")).isEqualTo(backup.path("backupId"));
    assertThat(drill.path("objects").asLong()).isEqualTo(backups.sourceLogs(source).size());
    assertThat(drill.path("rows").asLong()).isPositive();
    JsonNode job = api.get("/v2/jobs/" + drill.path("jobId").asText()).data();
    assertThat(job.path("collections").findValuesAsText("verified"))
        .allMatch(verified -> verified.startsWith("0 objects") || verified.contains("opened"));
    JsonNode report = report(drill);
    assertThat(report.path("status").asText()).isEqualTo("PASSED");
    assertThat(report.at("/estimatedCost/currency").asText()).isEqualTo("USD");
    assertThat(text(drill.path("page").asText())).contains("Restore drill", "PASSED", "sound");

    String clusterId = job.path("clusterId").asText();
    awaitGone(clusterId);
    assertThat(keys(stack.connection().dataBucket(), clusterId + "/")).isEmpty();
    assertThat(
            keys(
                stack.connection().backupBucket(), "drills/" + backups.project() + "/" + triggerId))
        .hasSize(2);
  }

  @Test
  void aDrillOnABackupWithOneFlippedByteFailsNamesTheFileAndRaisesTheAlarm() {
    Backup source = backups.place("rotten");
    Backup written = backups.elsewhere(SampleOptions.small("rotten", 322));
    String damaged = new TreeMap<>(backups.sourceLogs(written)).lastKey();
    backups.change(damaged, bytes -> bytes[0] ^= 1);
    String triggerId = created(body("drill-of-the-rotten", source));

    try (var metrics = new MetricLines()) {
      backups.move(written, source);
      JsonNode drill = drill(triggerId);

      assertThat(drill.path("status").asText()).isEqualTo("FAILED");
      assertThat(drill.path("findings").toString())
          .contains(damaged.replace(written.prefix(), source.prefix()));
      assertThat(report(drill).path("findings")).isEqualTo(drill.path("findings"));
      assertThat(metrics.json())
          .filteredOn(line -> line.has("DrillsEnded"))
          .extracting(line -> line.path("Status").asText())
          .containsOnly("FAILED")
          .isNotEmpty();
    }
  }

  @Test
  void aDrillThatTakesLongerThanItMayHasFailed() {
    Backup source = backups.place("slow");
    String triggerId = created(body("drill-of-the-slow", source).put("maxSeconds", 1));
    // More than can be copied and opened in a second by any machine.
    backups.put(new SampleOptions("slow", 323, 0, 600), source);

    JsonNode drill = drill(triggerId);

    assertThat(drill.path("status").asText()).isEqualTo("FAILED");
    assertThat(drill.path("seconds").asLong()).isGreaterThan(1);
    assertThat(drill.path("findings").path(0).asText()).endsWith("1 are allowed.");
  }
}
