package dev.refloat.e2e;

import static dev.refloat.e2e.Backups.clusterId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

final class RestoreClusterTest {
  /** 2^53: from here on a JSON reader with floating point loses digits. */
  private static final long EXACT_IN_FLOATING_POINT = 1L << 53;

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();

  @Test
  void aSampleComesBackByteForByte() {
    Backup backup = backups.sample(SampleOptions.small("nightly", 1));

    Answer started = backups.restore(backup, "sample");
    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    assertThat(job.path("progress").asText()).isEqualTo("100");
    assertThat(job.path("bytesCopied").asLong()).isEqualTo(job.path("bytesTotal").asLong());
    assertThat(job.path("objectsCopied").asLong()).isEqualTo(job.path("objectsTotal").asLong());
    assertThat(fingerprints(backups.restoredLogs(started)))
        .containsExactlyInAnyOrderElementsOf(fingerprints(backups.sourceLogs(backup)));
    assertThat(backups.collections(started).path("count").asInt())
        .isEqualTo(job.path("collections").size());
    assertThat(cluster(started).path("status").asText()).isEqualTo("RUNNING");
  }

  @Test
  void largeObjectsAreCopiedInRangesOverManyBatches() {
    Backup backup = backups.sample(new SampleOptions("large", 2, 40 << 20, 200));

    Answer started = backups.restore(backup, "large");
    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    Map<String, byte[]> source = backups.sourceLogs(backup);
    assertThat(source.values())
        .as("some are above the threshold")
        .anyMatch(b -> b.length > 6 << 20);
    assertThat(fingerprints(backups.restoredLogs(started)))
        .containsExactlyInAnyOrderElementsOf(fingerprints(source));
    assertThat(
            stack
                .s3()
                .listMultipartUploads(r -> r.bucket(stack.connection().dataBucket()))
                .uploads())
        .isEmpty();
  }

  @Test
  void aBackupOf2023ComesBackWithSchemaAndIndexes() {
    Path folder =
        Path.of(System.getProperty("refloat.root", "."), "../shared/fixtures/real-backup-2023");
    assumeThat(Files.isDirectory(folder)).as("real backup is there").isTrue();
    Backup backup = backups.upload(folder, "backup_demo", "in01-source00002023");
    JsonNode listed = backups.listed(backup);
    assertThat(listed.path("size").asLong()).isEqualTo(435_685);

    Answer started = backups.restore(backup, "from-2023");
    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    Map<String, byte[]> restored = backups.restoredLogs(started);
    assertThat(restored).hasSize(19);
    assertThat(fingerprints(restored))
        .containsExactlyInAnyOrderElementsOf(fingerprints(backups.sourceLogs(backup)));
    JsonNode collections = backups.collections(started).path("collections");
    assertThat(texts(collections, "collectionName"))
        .containsExactly("hello_milvus", "hello_milvus2");
    assertThat(sum(collections, "segments")).isEqualTo(3);
    JsonNode first = collections.get(0);
    assertThat(first.path("rows").asLong()).isEqualTo(3000);
    assertThat(first.path("loadState").asText()).isEqualTo("UNLOADED");
    assertThat(first.path("schema").path("fields")).hasSize(4);
    assertThat(first.path("indexes").get(0).path("indexType").asText()).isEqualTo("IVF_FLAT");
    assertIdsAreExact(first, restored);
  }

  /** The ids of the catalogue are those in the keys, digit by digit. */
  private static void assertIdsAreExact(JsonNode collection, Map<String, byte[]> restored) {
    String collectionId = collection.path("collectionId").textValue();
    JsonNode partition = collection.path("partitions").get(0);
    String segmentId = partition.path("segments").get(0).path("segmentId").textValue();
    String prefix =
        String.join(
            "/", "insert_log", collectionId, partition.path("partitionId").textValue(), segmentId);
    assertThat(Long.parseLong(collectionId)).isGreaterThan(EXACT_IN_FLOATING_POINT);
    assertThat(restored.keySet()).anyMatch(key -> key.contains(prefix + "/"));
  }

  @Test
  void aDamagedBackupFailsBeforeTheFirstCopyAndNamesTheKeys() {
    Backup backup = backups.sample(SampleOptions.small("damaged", 3));
    List<String> keys = List.copyOf(backups.sourceLogs(backup).keySet());
    String missing = keys.get(0);
    String damaged = keys.get(1);
    String surplus = keys.get(2) + "9";
    String bucket = stack.connection().backupBucket();
    stack.s3().deleteObject(r -> r.bucket(bucket).key(missing));
    stack.s3().putObject(r -> r.bucket(bucket).key(damaged), RequestBody.fromString("short"));
    stack.s3().putObject(r -> r.bucket(bucket).key(surplus), RequestBody.fromString("surplus"));

    Answer started = backups.restore(backup, "damaged");
    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains(missing, damaged, surplus);
    assertThat(backups.restoredLogs(started)).isEmpty();
    assertThat(stack.api().get("/v2/clusters/" + clusterId(started)).code()).isEqualTo(96018);
    Answer again = backups.restore(backup, "damaged");
    assertThat(backups.ended(again).path("status").asText()).isEqualTo("FAILED");
  }

  @Test
  void thePasswordIsInTheAnswerAndNowhereElse() {
    Backup backup = backups.sample(SampleOptions.small("secret", 4));
    Answer started = backups.restore(backup, "secret");
    backups.ended(started);
    String password = started.data().path("password").asText();
    assertThat(password).hasSizeGreaterThan(20);

    var dynamoDb = stack.dynamoDb();
    for (String table : dynamoDb.listTables().tableNames()) {
      assertThat(dynamoDb.scanPaginator(r -> r.tableName(table)).items().toString())
          .as(table)
          .doesNotContain(password);
    }
    assertThat(history(started).toString()).isNotEmpty().doesNotContain(password);
    assertThat(stack.api().get("/v2/clusters/" + clusterId(started)).body().toString())
        .doesNotContain(password);
  }

  private List<HistoryEvent> history(Answer started) {
    var client = stack.stepFunctions();
    String machine = client.listStateMachines().stateMachines().getFirst().stateMachineArn();
    String execution =
        machine.replace(":stateMachine:", ":execution:")
            + ":"
            + started.data().path("jobId").asText();
    return client.getExecutionHistoryPaginator(r -> r.executionArn(execution)).events().stream()
        .toList();
  }

  @Test
  void aNameIsTakenOnce() {
    Backup backup = backups.sample(SampleOptions.small("twice", 5));
    Answer first = backups.restore(backup, "taken");

    Answer second = stack.api().post(backups.restorePath(backup), backups.body("taken", "KEEP"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo(96017);
    assertThat(second.message()).contains("taken");
    backups.ended(first);
  }

  @Test
  void releasedCollectionsAreUnloaded() {
    Backup backup = backups.sample(SampleOptions.small("released", 6));
    Answer started =
        stack.api().post(backups.restorePath(backup), backups.body("released", "RELEASE"));
    backups.ended(started);

    assertThat(texts(backups.collections(started).path("collections"), "loadState"))
        .isNotEmpty()
        .containsOnly("UNLOADED");
  }

  private JsonNode cluster(Answer started) {
    return stack.api().get("/v2/clusters/" + clusterId(started)).data();
  }

  /** Per object: the part of its key that a restore keeps, and its content. */
  private static List<String> fingerprints(Map<String, byte[]> objects) {
    var fingerprints = new ArrayList<String>();
    objects.forEach(
        (key, content) ->
            fingerprints.add(kept(key) + " " + content.length + " " + Digests.sha256(content)));
    return fingerprints;
  }

  /** Insert logs keep field and log id, delta logs the log id. */
  private static String kept(String key) {
    var parts = Pattern.compile(".*/((?:insert|delta)_log)/.*?((?:/[0-9]+)?/[0-9]+)$").matcher(key);
    assertThat(parts.matches()).as(key).isTrue();
    String tail = parts.group(2);
    return parts.group(1) + (parts.group(1).startsWith("delta") ? last(tail) : tail);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/'));
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(node -> node.path(field).asText())
        .toList();
  }

  private static long sum(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToLong(node -> node.path(field).asLong())
        .sum();
  }
}
