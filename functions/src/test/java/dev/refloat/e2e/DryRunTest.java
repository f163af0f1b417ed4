package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Restores that are only planned, and those that are held to such a plan. */
final class DryRunTest {
  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Api api = stack.api();

  private Answer plan(Backup backup, String body) {
    return api.post(backups.restorePath(backup) + "?dryRun=true", body);
  }

  private Answer plan(Backup backup, String body, String key) {
    return api.post(backups.restorePath(backup) + "?dryRun=true", body, "Idempotency-Key", key);
  }

  private static JsonNode planned(Answer answer) {
    assertThat(answer.code()).as(answer.message()).isZero();
    assertThat(answer.data().path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(answer.data().path("jobId")).isEqualTo(answer.data().path("planId"));
    return answer.data();
  }

  private static String with(String body, String field, Object value) {
    return CodesTest.with(body, field, value);
  }

  private static Map<String, JsonNode> bySource(JsonNode plan) {
    var all = new TreeMap<String, JsonNode>();
    plan.path("collections").forEach(c -> all.put(c.path("source").asText(), c));
    return all;
  }

  private static Stream<String> problems(JsonNode plan) {
    return plan.path("problems")
        .valueStream()
        .map(p -> p.path("code").asText() + " " + p.path("message").asText());
  }

  private long clusters() {
    return api.get("/v2/clusters").data().path("count").asLong();
  }

  @Test
  void tellsWhatARestoreThenDoesAndStartsNothing() {
    Backup backup = backups.sample(SampleOptions.small("dry", 71));
    String body = backups.body("dry", "KEEP");
    long before = clusters();

    JsonNode plan = planned(plan(backup, body));

    assertThat(clusters()).isEqualTo(before);
    assertThat(planFiles(plan)).as("files of the plan").isEmpty();
    assertThat(plan.path("problems")).isEmpty();
    assertThat(plan.has("password")).isFalse();
    Answer restored = api.post(backups.restorePath(backup), body);
    JsonNode job = backups.ended(restored);
    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(plan.path("totals").path("objects")).isEqualTo(job.path("objectsTotal"));
    assertThat(plan.path("totals").path("bytes")).isEqualTo(job.path("bytesTotal"));
    assertThat(backups.restoredLogs(restored))
        .hasSize(plan.path("totals").path("objects").intValue());
    Map<String, JsonNode> collections = bySource(plan);
    JsonNode catalogue = backups.collections(restored).path("collections");
    assertThat(collections).hasSameSizeAs(catalogue);
    catalogue.forEach(
        collection -> {
          String name =
              collection.path("dbName").asText() + "." + collection.path("collectionName").asText();
          JsonNode planned = Objects.requireNonNull(collections.get(name), name);
          assertThat(planned.path("destination").asText()).isEqualTo(name);
          assertThat(planned.path("rows")).as(name).isEqualTo(collection.path("rows"));
          assertThat(planned.path("bytes")).as(name).isEqualTo(collection.path("bytes"));
          assertThat(planned.path("conflict").asText()).isEqualTo("NONE");
        });
  }

  private List<String> planFiles(JsonNode plan) {
    String prefix = "plans/" + plan.path("planId").asText() + "/";
    return stack
        .s3()
        .listObjectsV2(r -> r.bucket(stack.bucket("work")).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void aPlanIsRunAsItIsAndIsAJobOfItsOwn() {
    Backup backup = backups.sample(SampleOptions.small("dry-run", 72));
    String body = backups.body("dry-run", "RELEASE");
    String planId = planned(plan(backup, body)).path("planId").asText();

    JsonNode job =
        backups.ended(api.post(backups.restorePath(backup), with(body, "planId", planId)));

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(job.path("planId").asText()).isEqualTo(planId);
    JsonNode plan = api.get("/v2/jobs/" + planId).data();
    assertThat(plan.path("type").asText()).isEqualTo("PLAN");
    assertThat(plan.path("plan").path("totals").path("objects"))
        .isEqualTo(job.path("objectsTotal"));
    assertThat(ids(backup, "PLAN")).containsExactly(planId);
    assertThat(ids(backup, "RESTORE")).doesNotContain(planId);
    assertThat(api.post("/v2/jobs/" + planId + "/retry", "").code()).isEqualTo(96130);
    assertThat(api.post("/v2/jobs/" + planId + "/cancel", "").code()).isEqualTo(96108);
    assertThat(api.get("/v2/jobs/" + planId + "/events").data().path("events").valueStream())
        .extracting(event -> event.path("type").asText())
        .containsExactly("REQUESTED", "STARTED", "PLANNED", "ENDED");
  }

  private List<String> ids(Backup backup, String type) {
    return api.get("/v2/jobs?pageSize=100&type=" + type + "&projectId=" + backups.project())
        .data()
        .path("jobs")
        .valueStream()
        .filter(job -> job.path("clusterId").asText().equals(backup.clusterId()))
        .map(job -> job.path("jobId").asText())
        .toList();
  }

  @Test
  void aSourceThatChangedSinceThePlanIsNotRestored() {
    Backup backup = backups.sample(SampleOptions.small("dry-changed", 73));
    String body = backups.body("dry-changed", "KEEP");
    String planId = planned(plan(backup, body)).path("planId").asText();
    String key = backups.sourceLogs(backup).keySet().iterator().next();
    backups.change(key, bytes -> bytes[bytes.length / 2] ^= 1);

    Answer started = api.post(backups.restorePath(backup), with(body, "planId", planId));

    JsonNode job = backups.ended(started);
    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains("96148", planId, "Make another dry run.");
    assertThat(backups.restoredLogs(started)).isEmpty();
  }

  @Test
  void whatWouldHaveTheRestoreRefusedIsAProblemAndThePlanCannotBeRun() {
    Backup backup = backups.sample(SampleOptions.small("dry-problems", 74));
    assertThat(backups.ended(backups.restore(backup, "dry-taken")).path("status").asText())
        .isEqualTo("SUCCESSFUL");
    String lost = backups.lose(backup);
    String body = backups.body("dry-taken", "KEEP");

    JsonNode plan = planned(plan(backup, body));

    assertThat(problems(plan)).hasSize(2);
    assertThat(problems(plan)).anyMatch(p -> p.startsWith("96017 ") && p.contains("dry-taken"));
    assertThat(problems(plan)).anyMatch(p -> p.startsWith("96113 ") && p.contains(lost));
    Answer run =
        api.post(backups.restorePath(backup), with(body, "planId", plan.path("planId").asText()));
    assertThat(run.code()).isEqualTo(96147);
    assertThat(run.message()).contains("dry-taken", lost);
  }

  @Test
  void aPlanIsOfOneRequestAndOneBackup() {
    Backup backup = backups.sample(SampleOptions.small("dry-same", 75));
    Backup other = backups.sample(SampleOptions.small("dry-other", 76));
    String body = backups.body("dry-same", "KEEP");
    String planId = planned(plan(backup, body)).path("planId").asText();

    Answer differs =
        api.post(
            backups.restorePath(backup),
            with(with(with(body, "planId", planId), "cuSize", 2), "verify", "CONTENT"));
    Answer ofOther = api.post(backups.restorePath(other), with(body, "planId", planId));
    Answer unknown = api.post(backups.restorePath(backup), with(body, "planId", "job-none"));
    Answer again = plan(backup, with(body, "planId", planId));

    assertThat(differs.code()).isEqualTo(96146);
    assertThat(differs.message()).contains("cuSize, verify.");
    assertThat(ofOther.code()).isEqualTo(96145);
    assertThat(unknown.code()).isEqualTo(96145);
    assertThat(again.code()).isEqualTo(96112);
  }

  @Test
  void conflictsAreToldByPolicy() {
    Backup backup = backups.sample(SampleOptions.small("dry-into", 77));
    Answer cluster = backups.restore(backup, "dry-into");
    assertThat(backups.ended(cluster).path("status").asText()).isEqualTo("SUCCESSFUL");

    JsonNode fail = planInto(backup, cluster, "FAIL");
    JsonNode skip = planInto(backup, cluster, "SKIP");
    JsonNode overwrite = planInto(backup, cluster, "OVERWRITE");

    assertThat(conflicts(fail)).containsOnly("FAIL");
    assertThat(problems(fail)).singleElement().asString().startsWith("96105 ");
    assertThat(conflicts(skip)).containsOnly("SKIP");
    assertThat(skip.path("totals").path("objects").asLong()).isZero();
    assertThat(skip.path("problems")).isEmpty();
    assertThat(conflicts(overwrite)).containsOnly("OVERWRITE");
    assertThat(overwrite.path("totals").path("objects").asLong())
        .isEqualTo(backups.sourceLogs(backup).size());
    String body =
        Json.text(
            Map.of(
                "destClusterId",
                Backups.clusterId(cluster),
                "conflictPolicy",
                "OVERWRITE",
                "planId",
                overwrite.path("planId").asText()));
    JsonNode job = backups.ended(api.post(collectionPath(backup), body));
    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    Answer elsewhere =
        api.post(
            backups.restorePath(backup),
            with(backups.body("x", "KEEP"), "planId", overwrite.path("planId").asText()));
    assertThat(elsewhere.code()).isEqualTo(96146);
    assertThat(elsewhere.message()).contains("other route");
  }

  private static Stream<String> conflicts(JsonNode plan) {
    return plan.path("collections").valueStream().map(c -> c.path("conflict").asText());
  }

  private String collectionPath(Backup backup) {
    return backups.restorePath(backup).replace("restoreCluster", "restoreCollection");
  }

  private JsonNode planInto(Backup backup, Answer cluster, String policy) {
    String body =
        Json.text(Map.of("destClusterId", Backups.clusterId(cluster), "conflictPolicy", policy));
    return planned(api.post(collectionPath(backup) + "?dryRun=true", body));
  }

  @Test
  void theSameKeyIsAnsweredTheSameWithoutAPassword() {
    Backup backup = backups.sample(SampleOptions.small("dry-key", 78));
    String body = backups.body("dry-key", "KEEP");

    Answer first = plan(backup, body, "dry-key");
    Answer second = plan(backup, body, "dry-key");

    assertThat(planned(second)).isEqualTo(planned(first));
    assertThat(second.data().has("password")).isFalse();
    assertThat(ids(backup, "PLAN")).hasSize(1);
    assertThat(api.post(backups.restorePath(backup), body, "Idempotency-Key", "dry-key").code())
        .as("the run is another request")
        .isEqualTo(96122);
  }

  @Test
  void anotherWordThanTrueAndFalseIsRefused() {
    Backup backup = backups.sample(SampleOptions.small("dry-word", 79));

    Answer answer =
        api.post(backups.restorePath(backup) + "?dryRun=maybe", backups.body("dry-word", "KEEP"));

    assertThat(answer.code()).isEqualTo(96112);
  }
}
