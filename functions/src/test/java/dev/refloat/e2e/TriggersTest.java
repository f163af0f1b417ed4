package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Restores that start by themselves, through HTTP and S3. */
final class TriggersTest {
  private static final String META = "/meta/full_meta.json";

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups(stack);
  private final Api api = stack.api();
  private final S3Client s3 = stack.s3();
  private final String bucket = stack.connection().backupBucket();

  private ObjectNode body(String name, Map<String, ?> when) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("name", name).put("projectId", backups.project());
    body.set("when", Json.toTree(when));
    return body;
  }

  private ObjectNode onArrival(String name, Backup backup, String clusterName) {
    ObjectNode body =
        body(name, Map.of("backupAvailable", Map.of("clusterId", backup.clusterId())));
    body.putObject("restore")
        .put("clusterName", clusterName)
        .put("cuSize", 1)
        .put("collectionStatus", "KEEP");
    return body;
  }

  private String created(ObjectNode body) {
    return created(api, body).path("triggerId").asText();
  }

  private static JsonNode created(Api caller, ObjectNode body) {
    Answer answer = caller.post("/v2/restoreTriggers", body.toString());
    assertThat(answer.code()).as(answer.message()).isZero();
    return answer.data();
  }

  private JsonNode firings(String triggerId) {
    return api.get("/v2/restoreTriggers/" + triggerId).data().path("firings");
  }

  private JsonNode fired(String triggerId, int times, String status) {
    return Backups.await(
        () -> firings(triggerId),
        found -> found.size() == times && found.path(0).path("status").asText().equals(status));
  }

  /** Puts all but the meta of a backup where it arrives, as a writer does. */
  private Backup arriving(Backup source, String name) {
    var arriving =
        new Backup(source.clusterId(), backups.project() + "/" + source.clusterId() + "/" + name);
    s3
        .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(source.prefix() + "/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> !key.endsWith(META))
        .forEach(key -> copy(key, key.replace(source.prefix(), arriving.prefix())));
    return arriving;
  }

  private void copy(String from, String to) {
    s3.copyObject(
        r -> r.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to));
  }

  @Test
  void aBackupThatArrivesIsRestoredOnceAsWhoMadeTheTrigger() {
    Backup source = backups.elsewhere(SampleOptions.small("nightly", 311));
    String triggerId = created(onArrival("arrival", source, "arrived-{yyyyMMdd-HHmmss}"));
    Backup arriving = arriving(source, "nightly-1");
    assertThat(firings(triggerId)).isEmpty();

    copy(source.prefix() + META, arriving.prefix() + META);
    JsonNode firing = fired(triggerId, 1, "SUCCESSFUL").path(0);

    JsonNode cluster = api.get("/v2/clusters/" + firing.path("clusterId").asText()).data();
    assertThat(cluster.path("clusterName").asText()).matches("arrived-[0-9]{8}-[0-9]{6}");
    assertThat(cluster.path("status").asText()).isEqualTo("RUNNING");
    JsonNode job = api.get("/v2/jobs/" + firing.path("jobId").asText()).data();
    assertThat(job.path("createdBy").asText())
        .isEqualTo(api.get("/v2/restoreTriggers/" + triggerId).data().path("createdBy").asText());

    for (int time = 0; time < 5; time++) {
      copy(source.prefix() + META, arriving.prefix() + META);
    }
    stack.callScheduled();
    assertThat(firings(triggerId)).hasSize(1);
    assertThat(api.delete("/v2/restoreTriggers/" + triggerId).code()).isZero();
  }
}
