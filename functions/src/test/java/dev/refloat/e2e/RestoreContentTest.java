package dev.refloat.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.e2e.Api.Answer;
import dev.refloat.e2e.Backups.Backup;
import dev.refloat.local.sample.SampleOptions;
import dev.refloat.platform.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Restores that also open every file. */
final class RestoreContentTest {
  private static final Pattern OPENED =
      Pattern.compile(".*; (\\d+) files opened: (\\d+) rows, (\\d+) deletes");

  private final Stack stack = Stack.shared();
  private final Backups backups = new Backups();

  private Answer restore(Backup backup, String clusterName) {
    ObjectNode body = Json.read(backups.body(clusterName, "KEEP"), ObjectNode.class);
    body.put("verify", "CONTENT");
    return stack.api().post(backups.restorePath(backup), body.toString());
  }

  private JsonNode collectionsOf(JsonNode job) {
    assertThat(job.path("collections")).isNotEmpty();
    return job.path("collections");
  }

  @Test
  void everyFileIsOpenedAndTheJobSaysSo() {
    // Enough files in one collection for several content batches, which a Map opens.
    Backup backup = backups.sample(new SampleOptions("content", 71, 8 << 20, 300));

    Answer started = restore(backup, "content");
    JsonNode job = backups.ended(started);

    assertThat(job.path("status").asText()).as(job.path("reason").asText()).isEqualTo("SUCCESSFUL");
    long files = 0;
    long rows = 0;
    for (JsonNode collection : collectionsOf(job)) {
      Matcher opened = OPENED.matcher(collection.path("verified").asText());
      if (opened.matches()) {
        files += Long.parseLong(opened.group(1));
        rows += Long.parseLong(opened.group(2));
      } else {
        assertThat(collection.path("verified").asText()).startsWith("0 objects");
      }
    }
    assertThat(files).isEqualTo(backups.sourceLogs(backup).size());
    long catalogued = 0;
    for (JsonNode collection : backups.collections(started).path("collections")) {
      catalogued += collection.path("rows").asLong();
    }
    assertThat(rows).isEqualTo(catalogued).isPositive();
  }

  /** The key of a log of the collection that has the most of them, in the backup. */
  private static String ofTheLargest(Map<String, byte[]> logs) {
    var byCollection =
        logs.keySet().stream()
            .filter(key -> key.contains("/insert_log/"))
            .collect(Collectors.groupingBy(RestoreContentTest::collectionId));
    List<String> largest =
        byCollection.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
    return largest.getLast();
  }

  private static String collectionId(String key) {
    return key.replaceFirst(".*/insert_log/([0-9]+)/.*", "$1");
  }

  @Test
  void aFileThatIsDamagedInsideFailsItsCollectionAlone() {
    Backup backup = backups.sample(new SampleOptions("rotten", 72, 0, 300));
    String key = ofTheLargest(backups.sourceLogs(backup));
    backups.change(
        key, bytes -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(37, 4711));

    JsonNode job = backups.ended(restore(backup, "rotten"));

    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("reason").asText()).contains(key, "descriptor's segment is 4711, expected");
    var failed =
        collectionsOf(job)
            .valueStream()
            .filter(collection -> !collection.path("status").asText().equals("RESTORED"))
            .toList();
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().path("status").asText()).isEqualTo("FAILED");
    assertThat(failed.getFirst().path("reason").asText()).contains(key, "(code 96113)");
    assertThat(collectionsOf(job).size()).isGreaterThan(1);
  }

  @Test
  void theSameFileIsRestoredWhereNobodyOpensIt() {
    Backup backup = backups.sample(SampleOptions.small("unopened", 73));
    String key = ofTheLargest(backups.sourceLogs(backup));
    backups.change(key, bytes -> bytes[0] = 0);

    JsonNode job = backups.ended(backups.restore(backup, "unopened"));

    assertThat(job.path("status").asText()).isEqualTo("SUCCESSFUL");
    assertThat(collectionsOf(job).findValuesAsText("verified"))
        .noneMatch(verified -> verified.contains("opened"));
  }
}
