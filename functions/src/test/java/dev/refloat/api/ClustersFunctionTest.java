package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.ClusterStatus;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.LoadState;
import dev.refloat.platform.Json;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.testing.ClusterMoves;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClustersFunctionTest {
  private static final String LIST = "GET /v2/clusters";
  private static final String DESCRIBE = "GET /v2/clusters/{clusterId}";
  private static final String COLLECTIONS = "GET /v2/clusters/{clusterId}/collections";
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private final Installed installed = new Installed();
  private final ClustersFunction function = new ClustersFunction(installed.environment);

  @Test
  void clustersAreListedNewestFirstByPages() {
    for (int i = 0; i < 5; i++) {
      Records.cluster(installed, "in01-number" + i, START.plusSeconds(i));
    }

    var first =
        Call.of(LIST, installed.owner)
            .query("pageSize", "2")
            .query("currentPage", "1")
            .to(function);
    var last =
        Call.of(LIST, installed.owner)
            .query("pageSize", "2")
            .query("currentPage", "3")
            .to(function);

    assertThat(first.data().path("count").asInt()).isEqualTo(5);
    assertThat(first.data().path("pageSize").asInt()).isEqualTo(2);
    assertThat(first.data().path("currentPage").asInt()).isEqualTo(1);
    assertThat(ids(first)).containsExactly("in01-number4", "in01-number3");
    assertThat(ids(last)).containsExactly("in01-number0");
  }

  @Test
  void aClusterHasTheFieldsOfTheContract() {
    Records.cluster(installed, "in01-abcd", START);

    var listed = Call.of(LIST, installed.owner).to(function);
    var described = describe("in01-abcd");

    assertThat(described.data())
        .isEqualTo(
            Json.tree(
                """
                {
                  "clusterId": "in01-abcd",
                  "clusterName": "name-of-in01-abcd",
                  "description": "",
                  "regionId": "us-east-1",
                  "plan": "Enterprise",
                  "cuType": "Performance-optimized",
                  "cuSize": 4,
                  "status": "CREATING",
                  "connectAddress": "",
                  "createTime": "2026-01-02T03:04:05Z",
                  "projectId": "%s",
                  "deploymentOption": "BYOC",
                  "storageSize": 0,
                  "snapshotNumber": 0,
                  "milvusVersion": "2.6",
                  "createProgress": 0
                }
                """
                    .formatted(installed.projectId)));
    JsonNode item = listed.data().path("clusters").path(0);
    item.properties()
        .forEach(
            field -> assertThat(described.data().path(field.getKey())).isEqualTo(field.getValue()));
    assertThat(item.size()).isEqualTo(12);
  }

  @Test
  void nobodyElseSeesIt() {
    Records.cluster(installed, "in01-abcd", START);

    assertThat(ids(Call.of(LIST, installed.stranger).to(function))).isEmpty();
    assertThat(ids(Call.of(LIST, installed.member).to(function))).isEmpty();
    for (String route : List.of(DESCRIBE, COLLECTIONS)) {
      var member = Call.of(route, installed.member).path("clusterId", "in01-abcd").to(function);
      var foreign = Call.of(route, installed.stranger).path("clusterId", "in01-abcd").to(function);
      var absent = Call.of(route, installed.stranger).path("clusterId", "in01-abce").to(function);
      assertThat(member.status()).isEqualTo(403);
      assertThat(member.code()).isEqualTo(96015);
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.code()).isEqualTo(96018);
      assertThat(Json.text(absent.body()))
          .isEqualTo(Json.text(foreign.body()).replace("in01-abcd", "in01-abce"));
    }
  }

  @Test
  void aDeletedClusterIsGone() {
    Records.cluster(installed, "in01-abcd", START);
    ClusterMoves.move(installed.wiring().clusters(), "in01-abcd", ClusterStatus.DELETED);

    assertThat(describe("in01-abcd").code()).isEqualTo(96018);
    assertThat(ids(Call.of(LIST, installed.owner).to(function))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in1-abcd", "in01-ABCD", "in01-abcd/..", "%"})
  void aMalformedIdIsRefused(String id) {
    assertThat(describe(id).code()).isEqualTo(96036);
  }

  @Test
  void theCatalogueShowsVisibleCollectionsWithExactIds() {
    Records.cluster(installed, "in01-abcd", START);
    publish(entry("in01-abcd", "9007199254740993"));

    var answer = Call.of(COLLECTIONS, installed.owner).path("clusterId", "in01-abcd").to(function);

    assertThat(answer.data())
        .isEqualTo(
            Json.tree(
                """
                {
                  "clusterId": "in01-abcd",
                  "count": 1,
                  "collections": [{
                    "dbName": "default",
                    "collectionName": "books",
                    "collectionId": "9007199254740993",
                    "description": "",
                    "status": "AVAILABLE",
                    "loadState": "LOADED",
                    "shardsNum": 2,
                    "consistencyLevel": "BOUNDED",
                    "rows": 3000,
                    "bytes": 217000,
                    "segments": 2,
                    "schema": {"name": "books"},
                    "indexes": [{"indexId": "9007199254740991", "fieldName": "v", "indexName": "i", "indexType": "HNSW", "params": {"M": "16"}}],
                    "properties": {"mmap.enabled": "true"},
                    "aliases": ["novels"],
                    "partitions": [
                      {"partitionId": "9007199254740995", "partitionName": "_default", "loadState": "LOADED",
                       "rows": 3000, "bytes": 216000, "segments": [
                        {"segmentId": "9007199254740997", "sourceSegmentId": "5", "level": "L1", "rows": 3000,
                         "bytes": 216000, "storageVersion": 2, "logs": 3, "vChannel": "dml_0"}]},
                      {"partitionId": "-1", "partitionName": "", "loadState": "LOADED", "rows": 0, "bytes": 1000,
                       "segments": [
                        {"segmentId": "9007199254740999", "sourceSegmentId": "5", "level": "L0", "rows": 7,
                         "bytes": 1000, "storageVersion": 2, "logs": 3, "vChannel": "dml_0"}]}
                    ],
                    "backupTimestamp": "9007199254740993",
                    "channelCheckpoints": {"dml_0": "CAAQABgAIAA="},
                    "milvusVersion": "v2.6.0",
                    "files": "s3://%s/in01-abcd/insert_log/9007199254740993/"
                  }],
                  "databases": [{"dbName": "default", "properties": {}, "collections": 1}]
                }
                """
                    .formatted(installed.settings().dataBucket())));
    assertThat(describe("in01-abcd").data().path("storageSize").asLong()).isEqualTo(217_000);
  }

  @Test
  void aCollectionThatIsBeingRestoredIsNotShown() {
    Records.cluster(installed, "in01-abcd", START);
    installed.wiring().catalogue().put(entry("in01-abcd", "1"), new Catalogue.Files(1, 0));

    var answer = Call.of(COLLECTIONS, installed.owner).path("clusterId", "in01-abcd").to(function);

    assertThat(answer.data().path("count").asInt()).isZero();
  }

  private void publish(CatalogueEntry entry) {
    var names =
        new CollectionNames(
            new Table(EmbeddedAws.dynamoDb(), installed.settings().clustersTable()));
    installed.wiring().catalogue().put(entry, new Catalogue.Files(1, 0));
    String cluster = entry.clusterId();
    String id = entry.collectionId();
    assertThat(
            new Transaction()
                .with(names.reservation(cluster, "default", "books", "job-1", false))
                .run())
        .isEmpty();
    assertThat(
            new Transaction()
                .with(names.commit(cluster, "default", "books", "job-1", id, Optional.empty()))
                .run())
        .isEmpty();
  }

  private static CatalogueEntry entry(String clusterId, String collectionId) {
    return new CatalogueEntry(
        clusterId,
        collectionId,
        "default",
        "books",
        "",
        LoadState.LOADED,
        2,
        "BOUNDED",
        3000,
        217_000,
        Json.tree("{\"name\":\"books\"}"),
        List.of(new CatalogueEntry.Index("9007199254740991", "v", "i", "HNSW", Map.of("M", "16"))),
        Map.of("mmap.enabled", "true"),
        List.of("novels"),
        List.of(
            new CatalogueEntry.Partition(
                "9007199254740995",
                "_default",
                LoadState.LOADED,
                3000,
                216_000,
                List.of(segment("9007199254740997", "L1", 3000, 216_000)))),
        List.of(segment("9007199254740999", "L0", 7, 1000)),
        9_007_199_254_740_993L,
        Map.of("dml_0", "CAAQABgAIAA="),
        "v2.6.0");
  }

  private static CatalogueEntry.Segment segment(String id, String level, long rows, long bytes) {
    return new CatalogueEntry.Segment(id, "5", level, rows, bytes, 2, 3, "dml_0");
  }

  private Call.Answered describe(String clusterId) {
    return Call.of(DESCRIBE, installed.owner).path("clusterId", clusterId).to(function);
  }

  private static List<String> ids(Call.Answered answer) {
    return answer
        .data()
        .path("clusters")
        .valueStream()
        .map(c -> c.path("clusterId").asText())
        .toList();
  }
}
