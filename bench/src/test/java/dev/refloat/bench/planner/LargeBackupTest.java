package dev.refloat.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LargeBackupTest {
  private static LargeBackup backup(int segments) {
    return new LargeBackup("project/cluster/name/", "planner_0", segments);
  }

  private static List<String> keys(LargeBackup backup) {
    return IntStream.range(0, backup.objects()).mapToObj(backup::key).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 100})
  void theMetaNamesTheKeys(int segments) throws Exception {
    LargeBackup backup = backup(segments);
    var meta = new ByteArrayOutputStream();
    backup.writeMeta(meta);

    Set<String> named = new HashSet<>();
    JsonNode collection =
        new ObjectMapper().readTree(meta.toByteArray()).at("/collection_backups/0");
    for (JsonNode partition : collection.path("partition_backups")) {
      for (JsonNode segment : partition.path("segment_backups")) {
        for (String kind : List.of("insert_log", "delta_log")) {
          for (JsonNode field : segment.path(kind.equals("insert_log") ? "binlogs" : "deltalogs")) {
            for (JsonNode log : field.path("binlogs")) {
              named.add(
                  String.join(
                          "/",
                          "project/cluster/name/binlogs",
                          kind,
                          collection.path("collection_id").asText(),
                          partition.path("partition_id").asText(),
                          segment.path("group_id").asText(),
                          segment.path("segment_id").asText(),
                          field.path("fieldID").asText(""),
                          log.path("log_id").asText())
                      .replace("//", "/"));
            }
          }
        }
      }
    }

    assertThat(collection.path("collection_name").asText()).isEqualTo("planner_0");
    assertThat(keys(backup)).isSorted().hasSize(10 * segments);
    assertThat(named).containsExactlyInAnyOrderElementsOf(keys(backup));
  }

  @Test
  void aListGoesOnBehindAKey() {
    LargeBackup backup = backup(20);
    List<String> keys = keys(backup);

    assertThat(backup.placeAfter(null)).isZero();
    assertThat(backup.placeAfter("")).isZero();
    for (int place = 0; place < keys.size(); place++) {
      assertThat(backup.placeAfter(keys.get(place))).isEqualTo(place + 1);
      assertThat(backup.placeAfter(keys.get(place) + "0")).isEqualTo(place + 1);
    }
  }
}
