package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
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
    Callers.Key refresher =
        new Callers(api).member("refresher", Callers.grant(backups.project(), "Admin"));
    String triggerId =
        created(
                api.withKey(refresher.secret()),
                onArrival("arrival", source, "arrived-{yyyyMMdd-HHmmss}"))
            .path("triggerId")
            .asText();
    Backup arriving = arriving(source, "nightly-1");
    assertThat(firings(triggerId)).isEmpty();

    copy(source.prefix() + META, arriving.prefix() + META);
    JsonNode firing = fired(triggerId, 1, "SUCCESSFUL").path(0);

    JsonNode cluster = api.get("/v2/clusters/" + firing.path("clusterId").asText()).data();
    assertThat(cluster.path("clusterName").asText()).matches("arrived-[0-9]{8}-[0-9]{6}");
    assertThat(cluster.path("status").asText()).isEqualTo("RUNNING");
    JsonNode job = api.get("/v2/jobs/" + firing.path("jobId").asText()).data();
    assertThat(job.path("createdBy").asText()).isEqualTo(refresher.id());

    for (int time = 0; time < 5; time++) {
      copy(source.prefix() + META, arriving.prefix() + META);
    }
    stack.callScheduled();
    assertThat(firings(triggerId)).hasSize(1);
    assertThat(api.delete("/v2/restoreTriggers/" + triggerId).code()).isZero();
  }

  @Test
  void itStopsWhereItsMakerMayNoMore() {
    Backup source = backups.elsewhere(SampleOptions.small("leaving", 312));
    Callers.Key leaving = new Callers(api).owner("leaving");
    String triggerId =
        created(api.withKey(leaving.secret()), onArrival("leaving", source, "of-the-leaving"))
            .path("triggerId")
            .asText();
    assertThat(api.delete("/v2/api-keys/" + leaving.id()).code()).isZero();

    backups.move(source, arriving(source, "nightly"));
    JsonNode firing = fired(triggerId, 1, "REFUSED").path(0);

    assertThat(firing.path("code").asInt()).isEqualTo(21119);
    assertThat(firing.path("jobId").asText())
        .satisfies(id -> assertThat(api.get("/v2/jobs/" + id).code()).isEqualTo(96026));
    JsonNode trigger = api.get("/v2/restoreTriggers/" + triggerId).data();
    assertThat(trigger.path("enabled").asBoolean()).isFalse();
    assertThat(trigger.path("stopped").asText()).contains("21119");
  }

  @Test
  void aFileThatIsDroppedRestoresWhatItSays() {
    Backup backup = backups.sample(SampleOptions.small("asked", 313));
    backups.listed(backup);
    String folder =
        created(api, body("files", Map.of("request", true))).path("requestFolder").asText();
    String requests = stack.bucket("Requests");
    assertThat(folder).startsWith("s3://" + requests + "/restore-requests/trig-");
    String key = folder.substring(folder.indexOf("restore-requests/")) + "first.json";

    s3.putObject(
        r -> r.bucket(requests).key(key),
        RequestBody.fromString(
            Json.text(
                Map.of(
                    "clusterId",
                    backup.clusterId(),
                    "backup",
                    "latest",
                    "clusterName",
                    "asked-for-by-file",
                    "cuSize",
                    1,
                    "collectionStatus",
                    "KEEP"))));
    JsonNode result = result(requests, key);

    assertThat(result.path("code").asInt(-1)).as("%s", result).isZero();
    JsonNode job = backups.ended(result.at("/data/jobId").asText());
    assertThat(job.path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(
            api.get("/v2/clusters/" + result.at("/data/clusterId").asText())
                .data()
                .path("clusterName")
                .asText())
        .isEqualTo("asked-for-by-file");

    s3.putObject(r -> r.bucket(requests).key(key + "2"), RequestBody.fromString("no JSON"));
    assertThat(result(requests, key + "2").path("code").asInt()).isEqualTo(96109);
  }

  private JsonNode result(String requests, String key) {
    return Backups.await(
        () ->
            s3
                .listObjectsV2(r -> r.bucket(requests).prefix(key + ".result.json"))
                .contents()
                .stream()
                .findFirst()
                .map(
                    object ->
                        Json.tree(
                            s3.getObjectAsBytes(r -> r.bucket(requests).key(object.key()))
                                .asUtf8String()))
                .orElse(Json.mapper().createObjectNode()),
        found -> found.has("code"));
  }

  @Test
  void aScheduleFiresByTheClockOfTheStack() {
    try (Stack turned = Stack.empty()) {
      var there = new Backups(turned);
      Backup backup = there.sample(SampleOptions.small("scheduled", 314));
      there.listed(backup);
      ObjectNode body =
          Json.mapper().createObjectNode().put("name", "hourly").put("projectId", there.project());
      body.set(
          "when",
          Json.toTree(
              Map.of(
                  "schedule",
                  Map.of("expression", "cron(0 3 * * ? *)", "timeZone", "Europe/Berlin"))));
      body.putObject("restore")
          .put("clusterId", backup.clusterId())
          .put("backup", "latest")
          .put("clusterName", "nightly-{yyyyMMdd}")
          .put("cuSize", 1)
          .put("collectionStatus", "RELEASE");
      String path = "/v2/restoreTriggers/" + created(turned.api(), body).path("triggerId").asText();
      Instant next = Instant.parse(turned.api().get(path).data().path("nextTime").asText());
      assertThat(next.atZone(ZoneId.of("Europe/Berlin")).getHour()).isEqualTo(3);

      turned.turnClockTo(next.minusSeconds(30));
      turned.callScheduled();
      assertThat(turned.api().get(path).data().path("firings")).isEmpty();

      turned.turnClockTo(next.plusSeconds(5));
      turned.callScheduled();
      turned.callScheduled();
      JsonNode firing =
          Backups.await(
                  () -> turned.api().get(path).data().path("firings"),
                  found -> found.path(0).path("status").asText().equals("SUCCESSFUL"))
              .path(0);
      assertThat(firing.path("time").asText()).isEqualTo(next.toString());
      assertThat(turned.api().get(path).data().path("firings")).hasSize(1);
      assertThat(
              turned
                  .api()
                  .get("/v2/clusters/" + firing.path("clusterId").asText())
                  .data()
                  .path("clusterName")
                  .asText())
          .isEqualTo(
              "nightly-"
                  + next.atZone(ZoneId.of("Europe/Berlin"))
                      .format(DateTimeFormatter.ofPattern("uuuuMMdd")));
    }
  }
}
