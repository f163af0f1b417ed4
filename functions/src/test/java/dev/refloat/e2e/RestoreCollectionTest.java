package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Collections of a backup, restored into a cluster that another restore has made. */
final class RestoreCollectionTest {
  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();
  private final Api api = stack.api();

  /** A backup and a cluster that was restored from it, RUNNING. */
  private record Restored(Backup backup, Answer cluster) {
    String clusterId() {
      return Backups.clusterId(cluster);
    }
  }

  private Restored restored(String name, int seed) {
    Backup backup = backups.sample(SampleOptions.small(name, seed));
    Answer cluster = backups.restore(backup, name);
    assertThat(backups.ended(cluster).path("status").asText()).isEqualTo("SUCCESSFUL");
    return new Restored(backup, cluster);
  }

  private Answer post(Restored restored, String rest) {
    return api.post(
        backups.restorePath(restored.backup()).replace("restoreCluster", "restoreCollection"),
        "{'destClusterId':'%s'%s}".formatted(restored.clusterId(), rest).replace('\'', '"'));
  }

  private JsonNode successful(Answer started) {
    assertThat(started.code()).as(started.message()).isZero();
    JsonNode job = backups.ended(started);
    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    return job;
  }

  private Stream<JsonNode> catalogue(Restored restored) {
    return backups.collections(restored.cluster()).path("collections").valueStream();
  }

  private JsonNode collection(Restored restored, String dbName, String name) {
    return catalogue(restored)
        .filter(c -> c.path("dbName").asText().equals(dbName))
        .filter(c -> c.path("collectionName").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The contents of a collection's files; their keys have new ids in them. */
  private List<String> contents(Restored restored, JsonNode collection) {
    String id = "/" + collection.path("collectionId").asText() + "/";
    return digests(
        backups.restoredLogs(restored.cluster()).entrySet().stream()
            .filter(entry -> entry.getKey().contains(id))
            .map(Map.Entry::getValue)
            .toList());
  }

  private static List<String> digests(Collection<byte[]> contents) {
    return contents.stream().map(Digests::sha256).sorted().toList();
  }

  /** One that has files. */
  private JsonNode anyCollection(Restored restored) {
    return catalogue(restored)
        .filter(c -> c.path("segments").asInt() > 0)
        .findFirst()
        .orElseThrow();
  }

  private static String one(JsonNode source, String destDb, String destName, String status) {
    return """
        ,'dbCollections':[{'dbName':'%s','destDbName':'%s','collections':[
          {'collectionName':'%s','destCollectionName':'%s','destCollectionStatus':'%s'}]}]"""
        .formatted(
            source.path("dbName").asText(),
            destDb,
            source.path("collectionName").asText(),
            destName,
            status);
  }

  private static String same(JsonNode source, String policy) {
    return one(
            source,
            source.path("dbName").asText(),
            source.path("collectionName").asText(),
            "LOADED")
        + ",'conflictPolicy':'"
        + policy
        + "'";
  }

  @Test
  void aCollectionIsRenamedAndLoaded() {
    Restored restored = restored("rename", 31);
    JsonNode source = anyCollection(restored);

    JsonNode job =
        successful(
            post(restored, one(source, source.path("dbName").asText(), "renamed", "LOADED")));

    JsonNode renamed = collection(restored, source.path("dbName").asText(), "renamed");
    assertThat(renamed.path("loadState").asText()).isEqualTo("LOADED");
    assertThat(renamed.path("rows")).isEqualTo(source.path("rows"));
    assertThat(renamed.path("schema")).isEqualTo(source.path("schema"));
    assertThat(contents(restored, renamed)).isEqualTo(contents(restored, source)).isNotEmpty();
    assertThat(job.path("collections")).hasSize(1);
    assertThat(job.path("collections").get(0).path("destination").asText()).isEqualTo("renamed");
    assertThat(job.path("clusterId").asText()).isEqualTo(restored.clusterId());
  }

  @Test
  void aDatabaseGoesToAnotherOneUnloaded() {
    Restored restored = restored("database", 32);
    String db = anyCollection(restored).path("dbName").asText();
    List<JsonNode> sources =
        catalogue(restored).filter(c -> c.path("dbName").asText().equals(db)).toList();

    successful(
        post(restored, ",'dbCollections':[{'dbName':'%s','destDbName':'other'}]".formatted(db)));

    for (JsonNode source : sources) {
      JsonNode copy = collection(restored, "other", source.path("collectionName").asText());
      assertThat(copy.path("loadState").asText()).isEqualTo("UNLOADED");
      assertThat(contents(restored, copy)).isEqualTo(contents(restored, source));
    }
  }

  @Test
  void withoutAListEverythingComesUnloaded() {
    Restored restored = restored("everything", 33);
    List<String> names = catalogue(restored).map(RestoreCollectionTest::name).toList();

    Answer conflict = post(restored, "");
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.code()).isEqualTo(96105);

    successful(post(restored, ",'conflictPolicy':'OVERWRITE'"));
    assertThat(catalogue(restored).map(RestoreCollectionTest::name))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(catalogue(restored).map(c -> c.path("loadState").asText())).containsOnly("UNLOADED");
    assertThat(digests(backups.restoredLogs(restored.cluster()).values()))
        .as("no file of what was replaced is left")
        .isEqualTo(digests(backups.sourceLogs(restored.backup()).values()));
  }

  private static String name(JsonNode collection) {
    return collection.path("dbName").asText() + "." + collection.path("collectionName").asText();
  }

  @Test
  void whatIsSkippedStaysAsItIs() {
    Restored restored = restored("skip", 35);
    JsonNode source = anyCollection(restored);

    JsonNode job = successful(post(restored, same(source, "SKIP")));

    assertThat(
            collection(
                restored, source.path("dbName").asText(), source.path("collectionName").asText()))
        .isEqualTo(source);
    JsonNode outcome = job.path("collections").get(0);
    assertThat(outcome.path("status").asText()).isEqualTo("SKIPPED");
    assertThat(outcome.path("reason").asText()).isNotBlank();
    assertThat(job.path("progress").asText()).isEqualTo("100");
  }

  @Test
  void aReaderDuringAReplacementSeesTheOldOrTheNewCollectionWhole() throws Exception {
    Restored restored = restored("overwrite", 36);
    JsonNode source = anyCollection(restored);
    List<String> before = contents(restored, source);
    var polling = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> reader =
          threads.submit(
              () -> {
                var seen = new ArrayList<String>();
                while (polling.get()) {
                  JsonNode now =
                      collection(
                          restored,
                          source.path("dbName").asText(),
                          source.path("collectionName").asText());
                  assertThat(now.path("rows")).isEqualTo(source.path("rows"));
                  assertThat(now.path("segments")).isEqualTo(source.path("segments"));
                  String id = now.path("collectionId").asText();
                  if (seen.isEmpty() || !seen.getLast().equals(id)) {
                    seen.add(id);
                  }
                }
                return seen;
              });
      for (int i = 0; i < 3; i++) {
        successful(post(restored, same(source, "OVERWRITE")));
      }
      polling.set(false);

      assertThat(reader.get()).as("each serves until the next does").hasSizeBetween(2, 4);
    }
    JsonNode now =
        collection(
            restored, source.path("dbName").asText(), source.path("collectionName").asText());
    assertThat(contents(restored, now)).isEqualTo(before).isNotEmpty();
    assertThat(contents(restored, source)).as("files of what was replaced").isEmpty();
  }

  @Test
  void ofTwoAtOnceExactlyOneWins() throws Exception {
    Restored restored = restored("race", 37);
    JsonNode source = anyCollection(restored);
    String rest = one(source, "raced", "films", "LOADED");
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> call = () -> post(restored, rest);
      for (Future<Answer> answer : threads.invokeAll(List.of(call, call, call, call))) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).filteredOn(answer -> answer.code() == 0).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.code() == 96105)
        .hasSize(3)
        .allMatch(answer -> answer.status() == 409);
    answers.stream().filter(answer -> answer.code() == 0).forEach(this::successful);
    assertThat(collection(restored, "raced", "films")).isNotNull();
  }

  @Test
  void aCollectionBackupIsRestoredToo() {
    Restored restored = restored("part-of", 38);
    String uri = "s3://" + stack.connection().backupBucket() + "/" + restored.backup().prefix();
    Answer registered =
        api.post(
            "/v2/clusters/" + restored.backup().clusterId() + "/backups/register",
            Json.text(
                Map.of("uri", uri, "projectId", backups.project(), "backupType", "COLLECTION")));
    assertThat(registered.code()).as(registered.message()).isZero();

    successful(post(restored, one(anyCollection(restored), "fresh", "films", "UNLOADED")));
  }

  @Test
  void aNamelessDatabaseIsTheDefaultOne() {
    Restored restored = restored("nameless", 39);
    JsonNode source =
        catalogue(restored)
            .filter(c -> c.path("dbName").asText().equals("default"))
            .findFirst()
            .orElseThrow();
    String entry =
        "'collections':[{'collectionName':'%s','destCollectionName':'%s'}]}]"
            .formatted(source.path("collectionName").asText(), "%s");

    successful(post(restored, ",'dbCollections':[{" + entry.formatted("a")));
    successful(post(restored, ",'dbCollections':[{'dbName':''," + entry.formatted("b")));

    assertThat(collection(restored, "default", "a").path("loadState").asText())
        .isEqualTo("UNLOADED");
    assertThat(collection(restored, "default", "b")).isNotNull();
  }
}
