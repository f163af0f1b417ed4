package dev.refloat.e2e;

import static dev.refloat.e2e.Backups.clusterId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.local.sample.SampleSummary;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Backups of all shapes come back: each key that is expected and no other, each with the bytes it
 * had, and the catalogue says of them what the backup did.
 */
final class CorpusTest {
  private static final int SHARDS_OF_ONE_CU = 2;

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();

  static Stream<SampleShape> sound() {
    return Stream.of(SampleShape.values()).filter(shape -> !shape.isRefused());
  }

  static Stream<SampleShape> refused() {
    return Stream.of(SampleShape.values()).filter(SampleShape::isRefused);
  }

  @ParameterizedTest
  @MethodSource("sound")
  void comesBackKeyByKeyAndByteByByte(SampleShape shape) {
    Backup backup = backups.archive(shape.label());
    SampleSummary sample = backups.put(SampleOptions.of(shape, shape.label(), 80), backup);

    comesBack(backup, "corpus-" + shape.label(), Expected.of(sample));
  }

  @Test
  void soDoesARealBackup() throws IOException {
    Path folder =
        Path.of(System.getProperty("refloat.root", "."), "../shared/fixtures/real-backup-2023")
            .normalize();
    assumeThat(Files.isDirectory(folder)).as("real backup is there").isTrue();
    Backup backup = backups.upload(folder, backups.archive("real"));
    JsonNode meta = Json.tree(Files.readString(folder.resolve("meta/full_meta.json")));

    comesBack(backup, "corpus-real", Expected.ofUngrouped(meta));
  }

  private void comesBack(Backup backup, String clusterName, Expected expected) {
    Answer registered = backups.register(backup);
    assertThat(registered.code()).as(registered.message()).isZero();
    ObjectNode body = Json.read(backups.body(clusterName, "KEEP"), ObjectNode.class);
    Answer started =
        stack.api().post(backups.restorePath(backup), body.put("verify", "CONTENT").toString());
    assertThat(started.code()).as(started.message()).isZero();

    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    JsonNode catalogue = backups.collections(started).path("collections");
    assertThat(catalogue).hasSameSizeAs(expected.collections());
    expected.collections().forEach(c -> assertEntry(Expected.entry(catalogue, c), c));
    assertThat(digests(backups.restoredLogs(started)))
        .isEqualTo(wanted(backup, expected.keys(clusterId(started), catalogue)));
  }

  private static void assertEntry(JsonNode entry, Expected.Collection expected) {
    assertThat(entry.path("rows").asLong()).as(expected.name()).isEqualTo(expected.rows());
    assertThat(entry.path("loadState").asText()).isEqualTo(expected.loadState());
    assertThat(entry.path("shardsNum").asInt())
        .isEqualTo(Math.min(expected.shards(), SHARDS_OF_ONE_CU));
    assertThat(
            entry
                .path("partitions")
                .valueStream()
                .filter(p -> !p.path("partitionId").asText().equals("-1"))
                .map(p -> p.path("partitionName").asText()))
        .containsExactlyElementsOf(expected.partitions());
  }

  /** The digest of the source's bytes by the key of their copy, and none of the source is left. */
  private Map<String, String> wanted(Backup backup, Map<String, String> keys) {
    Map<String, String> source = digests(backups.sourceLogs(backup));
    Map<String, String> wanted = new TreeMap<>();
    keys.forEach(
        (copy, key) -> wanted.put(copy, source.getOrDefault(backup.prefix() + "/" + key, "none")));
    assertThat(wanted).hasSameSizeAs(source);
    return wanted;
  }

  private static Map<String, String> digests(Map<String, byte[]> objects) {
    return objects.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> e.getValue().length + " " + Digests.sha256(e.getValue()),
                (a, b) -> a,
                TreeMap::new));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeRestoredIsRefusedWhenItIsRegistered(SampleShape shape) {
    Backup backup = backups.archive(shape.label());
    backups.put(SampleOptions.of(shape, shape.label(), 81), backup);

    Answer answer = backups.register(backup);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(96114);
    assertThat(answer.message())
        .contains(shape == SampleShape.MANIFEST ? "has storage version 3" : "format 'snapshot'")
        .contains("cannot be restored yet");
    assertThat(listed(backup)).isZero();
  }

  private int listed(Backup backup) {
    return stack
        .api()
        .get("/v2/backups?projectId=" + backups.project() + "&clusterId=" + backup.clusterId())
        .data()
        .path("count")
        .asInt(-1);
  }
}
