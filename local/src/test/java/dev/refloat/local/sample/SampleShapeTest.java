package dev.refloat.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a shape is about stands in the files that are written in it. */
final class SampleShapeTest {
  @TempDir private Path directory;

  private SampleSummary summary = new SampleSummary("none", List.of());

  private JsonNode write(SampleShape shape) throws IOException {
    summary = SampleWriter.write(SampleOptions.of(shape, "b", 3), new DirectorySink(directory));
    Path full = directory.resolve("meta/full_meta.json");
    return Files.exists(full) ? json("full_meta") : json("segment_meta");
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve("meta/" + file + ".json").toFile());
  }

  @ParameterizedTest
  @EnumSource
  void theFilesAreThoseOfTheSummary(SampleShape shape) throws IOException {
    write(shape);
    SortedMap<String, Long> summed = new TreeMap<>();
    summary.collections().forEach(c -> c.logs().forEach(log -> summed.put(log.key(), log.size())));

    SortedMap<String, Long> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = directory.relativize(file).toString();
        if (key.startsWith("binlogs/")) {
          found.put(key, Files.size(file));
        }
      }
    }

    assertThat(found).isEqualTo(summed);
    assertThat(found.isEmpty()).isEqualTo(shape == SampleShape.EMPTY);
    assertThat(Files.exists(directory.resolve("meta/full_meta.json")))
        .isEqualTo(shape.hasFullMeta());
    assertThat(SampleShape.named(shape.label())).contains(shape);
  }

  @Test
  void severalSegmentsShareAGroup() throws IOException {
    JsonNode full = write(SampleShape.SHARED_GROUPS);

    assertThat(full.findValues("group_id").stream().map(JsonNode::asLong))
        .contains(1L)
        .allMatch(group -> group < 10);
    for (JsonNode partition : full.findValues("segment_backups")) {
      if (partition.size() == 2) {
        assertThat(partition.get(0).path("group_id")).isEqualTo(partition.get(1).path("group_id"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNGROUPED", "LEVEL_FILES"})
  void theLogIdOf2023IsInPathsAlone(SampleShape shape) throws IOException {
    JsonNode meta = write(shape);

    for (String later : List.of("log_id", "group_id", "is_l0", "load_state", "rbac_meta")) {
      assertThat(meta.findValues(later)).as(later).isEmpty();
    }
    List<JsonNode> deltas =
        meta.findValues("deltalogs").stream()
            .flatMap(JsonNode::valueStream)
            .filter(field -> field.has("binlogs"))
            .toList();
    assertThat(deltas)
        .isNotEmpty()
        .allMatch(
            field ->
                field
                    .at("/binlogs/0/log_path")
                    .asText()
                    .endsWith("/" + field.path("fieldID").asText()));
  }

  @Test
  void levelFilesHaveDeletesOfPartitionsAndNoneOfAll() throws IOException {
    JsonNode segments = write(SampleShape.GROUPED_LEVEL_FILES);

    assertThat(segments.findValues("is_l0")).isNotEmpty();
    assertThat(segments.findValues("partition_id").stream().map(JsonNode::asLong))
        .doesNotContain(-1L);
  }

  @Test
  void aPackedLogIsAParquetFile() throws IOException {
    write(SampleShape.PACKED);
    for (SampleSummary.Collection collection : summary.collections()) {
      for (LogObject log : collection.logs()) {
        assertThat(Files.readAllBytes(directory.resolve(log.key())))
            .startsWith('P', 'A', 'R', '1')
            .endsWith('P', 'A', 'R', '1');
      }
    }
  }

  @Test
  void bothStorageVersionsAreInOnePartition() throws IOException {
    JsonNode full = write(SampleShape.MIXED_STORAGE);

    assertThat(full.findValues("segment_backups"))
        .anySatisfy(
            partition ->
                assertThat(partition.findValues("storage_version").stream().map(JsonNode::asInt))
                    .contains(1, 2));
  }

  @Test
  void everyDataTypeHasAField() throws IOException {
    JsonNode full = write(SampleShape.EVERY_FIELD);

    assertThat(full.findValues("data_type").stream().map(JsonNode::asInt))
        .contains(1, 2, 3, 4, 5, 10, 11, 21, 22, 23, 24, 25, 26, 100, 101, 102, 103, 104, 105);
    for (String part :
        List.of(
            "functions",
            "struct_array_fields",
            "default_value_base64",
            "is_function_output",
            "nullable",
            "is_partition_key")) {
      assertThat(full.findValues(part)).as(part).isNotEmpty();
    }
    assertThat(full.findValuesAsText("index_type")).contains("AUTOINDEX");
  }

  @Test
  void usersAndGrantsAreMany() throws IOException {
    JsonNode rbac = write(SampleShape.MANY_USERS).path("rbac_meta");

    assertThat(rbac.path("users")).hasSize(50);
    assertThat(rbac.path("roles")).hasSize(40);
    assertThat(rbac.path("grants")).hasSize(500);
    assertThat(rbac.path("grants").valueStream().distinct()).hasSize(500);
    assertThat(rbac.path("grants").findValuesAsText("db_name")).contains("default", "media", "*");
    assertThat(rbac.path("privilege_groups")).hasSize(5);
  }

  @Test
  void oddJsonHasFieldsOfLaterWritersNullsAndListsThatAreNone() throws IOException {
    JsonNode full = write(SampleShape.ODD_JSON);

    assertThat(full.path("rbac_meta").has("of_a_later_writer")).isTrue();
    assertThat(full.at("/collection_backups/0/aliases").toString()).isEqualTo("[{}]");
    assertThat(full.at("/collection_backups/0/consistency_level").isInt()).isTrue();
    assertThat(full.path("format").isNull()).isTrue();
  }

  @Test
  void whatIsToBeRefusedSaysSo() throws IOException {
    assertThat(write(SampleShape.MANIFEST).findValuesAsText("storage_version")).contains("3");
  }

  @Test
  void aSnapshotSaysThatItIsOne() throws IOException {
    assertThat(write(SampleShape.SNAPSHOT).path("format").asText()).isEqualTo("snapshot");
  }
}
