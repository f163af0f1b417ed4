package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupType;
import dev.refloat.platform.Json;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

class BackupsFunctionTest {
  private static final String LIST = "GET /v2/backups";
  private static final String DESCRIBE = "GET /v2/clusters/{clusterId}/backups/{backupId}";
  private static final String REGISTER = "POST /v2/clusters/{clusterId}/backups/register";
  private static final String SOURCE = "in01-source00000001";
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  /** One collection, one partition, one segment of 3,000 rows. */
  private static final String META =
      """
      {
        "id": "1", "state_code": 2, "name": "demo", "size": 100, "milvus_version": "2.3.0",
        "collection_backups": [{
          "collection_id": 462184912837462016, "collection_name": "books", "size": 100,
          "load_state": "Loaded", "shards_num": 2, "has_index": false,
          "schema": {"name": "books", "description": "all of them", "fields": []},
          "partition_backups": [{
            "partition_id": 462184912837462017, "partition_name": "_default", "size": 100,
            "collection_id": 462184912837462016,
            "segment_backups": [{
              "segment_id": 462184912837462018, "collection_id": 462184912837462016,
              "partition_id": 462184912837462017, "num_of_rows": 3000, "size": 100,
              "group_id": 462184912837462018, "binlogs": [], "deltalogs": []}]}]}]
      }
      """;

  private final Installed installed = new Installed();
  private final BackupsFunction function = new BackupsFunction(installed.environment);

  @Test
  void backupsAreListedNewestFirstAndFiltered() {
    Records.backup(installed, "a", BackupType.CLUSTER, START);
    Records.backup(installed, "b", BackupType.COLLECTION, START.plusSeconds(60));
    Records.backup(installed, "c", BackupType.CLUSTER, START.plusSeconds(120));

    assertThat(names(list())).containsExactly("c", "b", "a");
    assertThat(names(list().query("backupType", "CLUSTER"))).containsExactly("c", "a");
    assertThat(names(list().query("creationMethod", "AUTO"))).isEmpty();
    assertThat(names(list().query("clusterId", SOURCE))).hasSize(3);
    assertThat(names(list().query("clusterId", "in01-other"))).isEmpty();
    assertThat(names(list().query("start", "2026-01-02T03:05:00Z"))).containsExactly("c", "b");
    assertThat(names(list().query("end", "2026-01-02T11:05:30+08:00"))).containsExactly("b", "a");
    assertThat(names(list().query("pageSize", "1").query("currentPage", "2"))).containsExactly("b");
    assertThat(list().query("pageSize", "1").to(function).data().path("count").asInt())
        .isEqualTo(3);
  }

  @Test
  void aBackupHasTheFieldsOfTheContract() {
    BackupRecord backup = Records.backup(installed, "a", BackupType.CLUSTER, START);

    assertThat(list().to(function).data().path("backups").path(0))
        .isEqualTo(
            Json.tree(
                """
                {
                  "projectId": "%s",
                  "backupId": "%s",
                  "backupName": "a",
                  "backupType": "CLUSTER",
                  "creationMethod": "MANUAL",
                  "size": 435685,
                  "expireTime": null,
                  "clusterId": "in01-source00000001",
                  "clusterName": "",
                  "createTime": "2026-01-02T03:04:05Z",
                  "status": "AVAILABLE",
                  "restoreNewInstancePolicies": ["LATEST", "ORIGINAL"]
                }
                """
                    .formatted(installed.projectId, backup.backupId())));
  }

  @ParameterizedTest
  @CsvSource({
    "backupType,ALL,96029",
    "creationMethod,manual,96030",
    "start,yesterday,96007",
    "end,1767323045,96007",
    "clusterId,x,96036",
    "projectId,x,96005",
    "projectId,proj-unknown,96012",
    "pageSize,101,96008",
    "currentPage,-1,96009"
  })
  void aParameterThatIsWrongIsRefused(String name, String value, int code) {
    assertThat(list().query(name, value).to(function).code()).isEqualTo(code);
  }

  @Test
  void aRangeThatEndsBeforeItsStartIsRefused() {
    var answer =
        list()
            .query("start", "2026-01-02T00:00:00Z")
            .query("end", "2026-01-01T00:00:00Z")
            .to(function);

    assertThat(answer.code()).isEqualTo(96035);
  }

  @Test
  void nobodyElseSeesIt() {
    String id = Records.backup(installed, "a", BackupType.CLUSTER, START).backupId();

    assertThat(names(Call.of(LIST, installed.stranger))).isEmpty();
    assertThat(names(Call.of(LIST, installed.member))).isEmpty();
    var foreign = describe(installed.stranger, id);
    var absent = describe(installed.stranger, "backup0");
    assertThat(describe(installed.member, id).code()).isEqualTo(96015);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.code()).isEqualTo(96101);
    assertThat(Json.text(absent.body()))
        .isEqualTo(Json.text(foreign.body()).replace(id, "backup0"));
  }

  @Test
  void aRegisteredBackupIsDescribedWithItsCollections() {
    String prefix = installed.projectId + "/" + SOURCE + "/demo";
    upload(prefix);

    var registered = register(installed.owner, body(uri(prefix), installed.projectId));
    String id = registered.data().path("backupId").asText();

    assertThat(registered.data())
        .isEqualTo(Json.tree("{\"backupId\":\"%s\",\"backupName\":\"demo\"}".formatted(id)));
    var described = describe(installed.owner, id);
    assertThat(described.data().path("regionId").asText()).isEqualTo("us-east-1");
    assertThat(described.data().path("hasRbac").asBoolean()).isFalse();
    assertThat(described.data().path("backupName").asText()).isEqualTo("demo");
    assertThat(described.data().has("expireTime")).isTrue();
    assertThat(described.data().path("dbCollections"))
        .isEqualTo(
            Json.tree(
                """
                [{"dbName": "default", "collections": [{
                  "collectionName": "books", "description": "all of them", "status": "LOADED",
                  "rows": 3000, "size": 100, "partitions": 1, "segments": 1}]}]
                """));
    assertThat(register(installed.owner, body(uri(prefix), installed.projectId)).data())
        .isEqualTo(registered.data());
  }

  @Test
  void typeAndMethodAreThoseOfTheBody() {
    String prefix = "elsewhere/demo";
    upload(prefix);

    register(
        installed.owner,
        """
        {"uri": "%s", "projectId": "%s", "backupType": "COLLECTION", "creationMethod": "AUTO"}
        """
            .formatted(uri(prefix), installed.projectId));

    assertThat(names(list().query("backupType", "COLLECTION").query("creationMethod", "AUTO")))
        .containsExactly("demo");
  }

  @Test
  void whatIsWrongWithARegistrationIsRefusedAndNothingIsStored() {
    String good = uri("elsewhere/demo");
    String project = installed.projectId;

    assertCode(96111, "{\"projectId\":\"" + project + "\"}");
    assertCode(96111, "{\"uri\":\"" + good + "\"}");
    assertCode(96110, "{\"uri\":\"" + good + "\",\"projectid\":\"x\"}");
    assertCode(96112, "{\"uri\":1,\"projectId\":\"" + project + "\"}");
    assertCode(96109, "uri=" + good);
    assertCode(96005, body(good, "x"));
    assertCode(96012, body(good, "proj-unknown"));
    assertCode(96115, body("http://elsewhere/demo", project));
    assertCode(96115, body("s3://another-bucket/elsewhere/demo", project));
    assertCode(96115, body(uri("elsewhere/../demo"), project));
    assertCode(96101, body(good, project));
    assertCode(
        96029,
        "{\"uri\":\"%s\",\"projectId\":\"%s\",\"backupType\":\"x\"}".formatted(good, project));
    assertThat(names(list())).isEmpty();
  }

  @Test
  void filesOfAnotherProjectAreNotRegisteredInOnesOwn() {
    String foreign = "proj-another00000000000/" + SOURCE + "/demo";
    upload(foreign);

    assertCode(96012, body(uri(foreign), installed.projectId));
    assertThat(register(installed.member, body(uri("elsewhere/demo"), installed.projectId)).code())
        .isEqualTo(96013);
    assertThat(
            register(installed.stranger, body(uri("elsewhere/demo"), installed.projectId)).code())
        .isEqualTo(96012);
    assertThat(names(list())).isEmpty();
  }

  private void assertCode(int code, String body) {
    assertThat(register(installed.owner, body).code()).as(body).isEqualTo(code);
  }

  private void upload(String prefix) {
    EmbeddedAws.s3()
        .putObject(
            r -> r.bucket(installed.settings().backupBucket()).key(prefix + "/meta/full_meta.json"),
            RequestBody.fromString(META));
  }

  private String uri(String prefix) {
    return "s3://" + installed.settings().backupBucket() + "/" + prefix;
  }

  private static String body(String uri, String projectId) {
    return "{\"uri\":\"%s\",\"projectId\":\"%s\"}".formatted(uri, projectId);
  }

  private Call list() {
    return Call.of(LIST, installed.owner);
  }

  private Call.Answered register(Principal principal, String body) {
    return Call.of(REGISTER, principal).path("clusterId", SOURCE).body(body).to(function);
  }

  private Call.Answered describe(Principal principal, String backupId) {
    return Call.of(DESCRIBE, principal)
        .path("clusterId", SOURCE)
        .path("backupId", backupId)
        .to(function);
  }

  private List<String> names(Call call) {
    return call.to(function)
        .data()
        .path("backups")
        .valueStream()
        .map(backup -> backup.path("backupName").asText())
        .toList();
  }
}
