package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** A cluster that nobody needs any more. */
final class DropClusterTest {
  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Callers callers = new Callers(stack.api());
  private final Api api = stack.api();

  private static String path(Answer started) {
    return "/v2/clusters/" + Backups.clusterId(started);
  }

  /** The key of one who may delete clusters and nothing else. */
  private Api deleter() {
    Map<String, Object> policy =
        Map.of("resourceType", "serving_cluster", "privileges", List.of("delete"));
    Answer role =
        api.post(
            "/v2/roles", Json.text(Map.of("roleName", "Deleter", "policies", List.of(policy))));
    assertThat(role.code()).as(role.message()).isZero();
    return api.withKey(
        callers.member("deleter", Callers.grant(backups.project(), "Deleter")).secret());
  }

  private List<String> shown() {
    return api.get("/v2/clusters?pageSize=100&projectId=" + backups.project())
        .data()
        .path("clusters")
        .valueStream()
        .map(cluster -> cluster.path("clusterId").asText() + " " + cluster.path("status").asText())
        .toList();
  }

  private Answer restored(Backup backup, String clusterName) {
    Answer started = backups.restore(backup, clusterName);
    JsonNode job = backups.ended(started);
    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    return started;
  }

  @Test
  void itIsGoneWithItsFilesItsNameIsFreeAndItsBackupsStay() {
    Backup source = backups.sample(SampleOptions.small("dropped", 61));
    Answer started = restored(source, "dropped");
    String id = Backups.clusterId(started);
    Backup ofIt = new Backup(id, backups.elsewhere(SampleOptions.small("of-it", 62)).prefix());
    assertThat(backups.register(ofIt).code()).isZero();
    assertThat(api.post(path(started) + "/export", "{}").code()).isZero();

    Answer dropped = deleter().delete(path(started) + "/drop");
    assertThat(dropped.code()).as(dropped.message()).isZero();
    assertThat(dropped.data().path("clusterId").asText()).isEqualTo(id);
    assertThat(dropped.data().path("prompt").asText()).contains("backups of it stay");
    assertThat(api.delete(path(started) + "/drop").body()).isEqualTo(dropped.body());
    assertThat(shown()).contains(id + " DELETING");
    assertNothingIsLetIn(source, id);

    backups.removed(id);

    assertThat(backups.restoredLogs(started)).isEmpty();
    assertThat(shown()).noneMatch(cluster -> cluster.startsWith(id));
    assertThat(api.delete(path(started) + "/drop").code()).isEqualTo(96018);
    String job = "/v2/jobs/" + started.data().path("jobId").asText();
    assertThat(api.get(job).data().path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(api.get(job + "/events").code()).isZero();
    Answer again = restored(ofIt, "dropped");
    assertThat(Backups.clusterId(again)).isNotEqualTo(id);
    assertThat(backups.restoredLogs(again)).hasSameSizeAs(backups.sourceLogs(ofIt)).isNotEmpty();
  }

  private void assertNothingIsLetIn(Backup backup, String id) {
    String restore = backups.restorePath(backup);
    Answer named = api.post(restore, backups.body("dropped", "KEEP"));
    assertThat(named.code()).as("its name is taken until it is gone").isEqualTo(96017);
    Answer into =
        api.post(
            restore.replace("restoreCluster", "restoreCollection"),
            Json.text(Map.of("destClusterId", id, "conflictPolicy", "OVERWRITE")));
    assertThat(into.code()).isEqualTo(96121);
    assertThat(into.message()).contains("is DELETING");
    assertThat(api.post("/v2/clusters/" + id + "/export", "{}").code()).isEqualTo(96121);
  }

  @Test
  void whatARestoreIsAtWorkInIsNotDropped() {
    Backup backup = backups.sample(new SampleOptions("busy", 63, 0, 400));
    Answer started = backups.restore(backup, "busy");

    Answer refused = api.delete(path(started) + "/drop");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo(96120);
    assertThat(refused.message()).contains(started.data().path("jobId").asText());
    assertThat(backups.ended(started).path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(api.delete(path(started) + "/drop").code()).isZero();
  }

  /** What was visible in it would be taken for restored. */
  @Test
  void aJobWhoseClusterIsGoneIsNotRunAgain() {
    Backup backup = backups.sample(SampleOptions.small("half", 64));
    String changed = List.copyOf(backups.sourceLogs(backup).keySet()).getFirst();
    backups.listed(backup);
    backups.change(changed, bytes -> bytes[0] = 0);
    String body = backups.body("half", "KEEP").replaceFirst("\\{", "{\"verify\":\"CONTENT\",");
    Answer started = api.post(backups.restorePath(backup), body);
    JsonNode job = backups.ended(started);
    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("collections").findValuesAsText("status")).contains("FAILED", "RESTORED");
    assertThat(api.delete(path(started) + "/drop").code()).isZero();
    String retry = "/v2/jobs/" + started.data().path("jobId").asText() + "/retry";

    Answer deleting = api.post(retry, "");
    backups.removed(Backups.clusterId(started));
    Answer deleted = api.post(retry, "");

    for (Answer refused : List.of(deleting, deleted)) {
      assertThat(refused.code()).isEqualTo(96130);
      assertThat(refused.message()).contains("was dropped", "start a new restore");
    }
  }

  @Test
  void whatIsWrittenUnderItsPrefixBesidesGoesToo() {
    Answer started = restored(backups.sample(SampleOptions.small("besides", 65)), "besides");
    String id = Backups.clusterId(started);
    String bucket = stack.connection().dataBucket();
    String neighbour = id + "x/insert_log/1";
    for (String key : List.of(id + "/index_files/1/2", neighbour)) {
      stack.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
    }
    assertThat(api.delete(path(started) + "/drop").code()).isZero();

    backups.removed(id);

    assertThat(stack.s3().listObjectsV2(r -> r.bucket(bucket).prefix(id)).contents())
        .extracting(object -> object.key())
        .containsExactly(neighbour);
  }
}
