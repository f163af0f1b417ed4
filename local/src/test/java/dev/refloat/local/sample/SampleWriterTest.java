package dev.refloat.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleWriterTest {
  private static final long TWO_TO_53 = 1L << 53;

  @TempDir static Path directory;

  private static SampleSummary summary;
  private static BackupFiles backup;

  @BeforeAll
  static void write() throws IOException {
    summary =
        SampleWriter.write(
            SampleOptions.small("sample", 7), new DirectorySink(directory.resolve("a")));
    backup = BackupFiles.open(directory.resolve("a"));
  }

  @Test
  void theFilesAreThoseThatTheMetaNamesWithTheirSizes() throws IOException {
    SortedMap<String, Long> named = new TreeMap<>();
    backup.expected().forEach((key, log) -> named.put(key, log.size()));

    assertThat(backup.found()).isEqualTo(named).hasSizeGreaterThan(100);
  }

  @Test
  void theSummaryNamesTheSameFiles() throws IOException {
    SortedMap<String, Long> summed = new TreeMap<>();
    for (SampleSummary.Collection collection : summary.collections()) {
      collection.logs().forEach(log -> summed.put(log.key(), log.size()));
      assertThat(collection.logs().stream().mapToLong(LogObject::size).sum())
          .isEqualTo(collection.bytes());
    }

    assertThat(summed).isEqualTo(backup.found());
    assertThat(summary.objects()).isEqualTo(summed.size());
    assertThat(summary.bytes()).isEqualTo(backup.full().path("size").asLong());
  }

  @Test
  void everyEnvelopeNamesItsOwnerAndHoldsAsManyRowsAsTheMetaSays() throws IOException {
    Map<JsonNode, Map<Long, Long>> rows = new HashMap<>();
    for (Map.Entry<String, BackupFiles.Expected> entry : backup.expected().entrySet()) {
      BackupFiles.Expected expected = entry.getValue();
      LogFile log = backup.log(entry.getKey());
      assertThat(log.collection()).isEqualTo(expected.collection().path("collection_id").asLong());
      assertThat(log.partition()).isEqualTo(expected.segment().path("partition_id").asLong());
      assertThat(log.segment()).isEqualTo(expected.segment().path("segment_id").asLong());
      assertThat(log.field()).isEqualTo(expected.field());
      assertThat(log.events()).hasSize(1);
      assertThat(log.events().getFirst().type()).isEqualTo(expected.field() == -1 ? 2 : 1);
      assertThat(Long.parseLong(log.extra().path("original_size").textValue())).isPositive();
      ParquetPayload payload = log.events().getFirst().payload();
      assertThat(payload.schema().getColumns()).hasSize(1);
      assertThat(payload.values()).isNotEmpty();
      rows.computeIfAbsent(expected.segment(), key -> new HashMap<>())
          .merge(expected.field(), (long) payload.values().size(), Long::sum);
    }

    rows.forEach(
        (segment, byField) ->
            byField.forEach(
                (field, count) -> {
                  if (field != -1) {
                    assertThat(count)
                        .as("field %s of %s", field, segment.path("segment_id"))
                        .isEqualTo(segment.path("num_of_rows").asLong());
                  }
                }));
  }

  @Test
  void everySegmentHasEveryFieldOfItsSchemaAndTheTwoSystemFields() {
    for (JsonNode collection : backup.full().path("collection_backups")) {
      Set<Long> fields = new HashSet<>(Set.of(0L, 1L));
      collection
          .path("schema")
          .path("fields")
          .forEach(field -> fields.add(field.path("fieldID").asLong()));
      for (JsonNode segment : BackupFiles.segments(collection)) {
        Set<Long> logged = new HashSet<>();
        Set<Integer> counts = new HashSet<>();
        for (JsonNode field : segment.path("binlogs")) {
          logged.add(field.path("fieldID").asLong());
          counts.add(field.path("binlogs").size());
        }
        if (segment.path("is_l0").asBoolean()) {
          assertThat(logged).isEmpty();
          assertThat(segment.path("deltalogs").get(0).path("binlogs")).isNotEmpty();
        } else {
          assertThat(logged).containsAll(fields);
          assertThat(counts).as("logs per field").hasSize(1);
        }
      }
    }
  }

  @Test
  void sizesRollUpFromSegmentToBackup() {
    long all = 0;
    for (JsonNode collection : backup.full().path("collection_backups")) {
      long ofCollection = 0;
      for (JsonNode partition : collection.path("partition_backups")) {
        long ofPartition = 0;
        for (JsonNode segment : partition.path("segment_backups")) {
          assertThat(segment.path("size").asLong()).isEqualTo(logSizes(segment)).isPositive();
          ofPartition += segment.path("size").asLong();
        }
        assertThat(partition.path("size").asLong()).isEqualTo(ofPartition);
        ofCollection += ofPartition;
      }
      for (JsonNode segment : collection.path("l0_segments")) {
        assertThat(segment.path("size").asLong()).isEqualTo(logSizes(segment)).isPositive();
        ofCollection += segment.path("size").asLong();
      }
      assertThat(collection.path("size").asLong()).isEqualTo(ofCollection);
      all += ofCollection;
    }
    assertThat(backup.full().path("size").asLong()).isEqualTo(all);
  }

  private static long logSizes(JsonNode segment) {
    return Stream.of("binlogs", "deltalogs")
        .flatMap(kind -> segment.path(kind).valueStream())
        .flatMap(field -> field.path("binlogs").valueStream())
        .mapToLong(log -> log.path("log_size").asLong())
        .sum();
  }

  @Test
  void theSampleHasEveryKindOfThing() {
    JsonNode full = backup.full();
    List<JsonNode> collections = full.path("collection_backups").valueStream().toList();
    List<JsonNode> segments =
        collections.stream()
            .flatMap(collection -> BackupFiles.segments(collection).stream())
            .toList();

    assertThat(
            full.path("database_backups")
                .valueStream()
                .map(database -> database.path("db_name").asText()))
        .containsExactly("default", "media");
    assertThat(collections).hasSizeGreaterThanOrEqualTo(5);
    assertThat(collections).anyMatch(collection -> collection.path("partition_backups").size() > 2);
    assertThat(collections).anyMatch(collection -> BackupFiles.segments(collection).isEmpty());
    assertThat(collections)
        .anyMatch(
            collection ->
                collection.path("size").asLong() > 0
                    && collection.findValues("partition_name").size() > segmentFolders(collection));
    assertThat(collections.stream().map(collection -> collection.path("load_state").asText()))
        .contains("Loaded", "NotLoad");
    assertThat(collections.stream().map(collection -> collection.path("consistency_level").asInt()))
        .contains(0, 1, 2, 3);
    assertThat(collections).anyMatch(collection -> collection.path("aliases").size() == 2);
    assertThat(collections).anyMatch(collection -> !collection.path("properties").isEmpty());
    assertThat(full.findValuesAsText("index_type"))
        .contains("HNSW", "IVF_FLAT", "SPARSE_INVERTED_INDEX", "INVERTED");
    assertThat(full.findValues("data_type").stream().map(JsonNode::asInt))
        .contains(1, 2, 3, 4, 5, 10, 11, 21, 22, 23, 100, 101, 102, 104);
    for (String flag : List.of("is_dynamic", "is_partition_key", "nullable", "autoID")) {
      assertThat(full.findValues(flag)).as(flag).isNotEmpty().allMatch(JsonNode::asBoolean);
    }
    assertThat(segments)
        .anyMatch(
            segment ->
                segment.path("is_l0").asBoolean() && segment.path("partition_id").asLong() == -1);
    assertThat(segments)
        .anyMatch(
            segment ->
                segment.path("is_l0").asBoolean() && segment.path("partition_id").asLong() != -1);
    assertThat(segments)
        .anyMatch(
            segment ->
                !segment.path("is_l0").asBoolean()
                    && segment.path("deltalogs").get(0).has("binlogs"));
    assertThat(segments)
        .anyMatch(segment -> segment.path("binlogs").path(0).path("binlogs").size() > 1);
    assertThat(full.path("rbac_meta").path("users").findValuesAsText("password"))
        .hasSize(3)
        .allMatch(hash -> hash.matches("\\$2a\\$10\\$[./A-Za-z0-9]{53}"));
    for (String part : List.of("roles", "grants", "privilege_groups")) {
      assertThat(full.path("rbac_meta").path(part)).as(part).isNotEmpty();
    }
  }

  private static long segmentFolders(JsonNode collection) {
    return collection
        .path("partition_backups")
        .valueStream()
        .filter(partition -> partition.has("segment_backups"))
        .count();
  }

  @Test
  void aGroupIsItsSegmentExceptForAllPartitions() {
    for (JsonNode collection : backup.full().path("collection_backups")) {
      for (JsonNode segment : BackupFiles.segments(collection)) {
        if (segment.path("partition_id").asLong() == -1) {
          assertThat(segment.has("group_id")).isFalse();
        } else {
          assertThat(segment.path("group_id")).isEqualTo(segment.path("segment_id"));
        }
      }
    }
  }

  @Test
  void idsAreAbove2To53AndUnique() {
    List<Long> ids =
        Stream.of("segment_id", "log_id", "index_id")
            .flatMap(name -> backup.full().findValues(name).stream())
            .map(JsonNode::longValue)
            .toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > TWO_TO_53);
    assertThat(backup.full().findValues("collection_id").stream().map(JsonNode::longValue))
        .allMatch(id -> id > TWO_TO_53);
  }

  @Test
  void aDeltaLogHoldsAKeyATimestampAndAKeyTypePerRow() throws IOException {
    Set<String> forms = new HashSet<>();
    for (Map.Entry<String, BackupFiles.Expected> entry : backup.expected().entrySet()) {
      if (entry.getValue().field() == -1) {
        LogFile log = backup.log(entry.getKey());
        assertThat(log.dataType()).isEqualTo(20);
        log.events()
            .getFirst()
            .payload()
            .texts()
            .forEach(text -> forms.add(text.replaceAll("\\d{6,}", "N")));
      }
    }

    assertThat(forms)
        .containsExactlyInAnyOrder(
            "{\"pk\":N,\"ts\":N,\"pkType\":5}", "{\"pk\":\"doc-N\",\"ts\":N,\"pkType\":21}");
  }

  @Test
  void columnsHaveTheTypesThatMilvusWrites() throws IOException {
    Map<Integer, PrimitiveType> columns = new HashMap<>();
    boolean nullSeen = false;
    for (Map.Entry<String, BackupFiles.Expected> entry : backup.expected().entrySet()) {
      LogFile log = backup.log(entry.getKey());
      ParquetPayload payload = log.events().getFirst().payload();
      PrimitiveType column = payload.schema().getColumns().getFirst().getPrimitiveType();
      assertThat(column.getName()).isEqualTo("val");
      if (log.extra().path("nullable").asBoolean()) {
        nullSeen |= payload.values().contains(null);
      } else {
        columns.put(log.dataType(), column);
      }
    }

    assertThat(nullSeen).isTrue();
    assertThat(columns.get(1))
        .extracting(PrimitiveType::getPrimitiveTypeName)
        .isEqualTo(PrimitiveTypeName.BOOLEAN);
    assertThat(columns.get(2))
        .extracting(PrimitiveType::getLogicalTypeAnnotation)
        .isEqualTo(LogicalTypeAnnotation.intType(8, true));
    assertThat(columns.get(5))
        .extracting(PrimitiveType::getLogicalTypeAnnotation)
        .isEqualTo(LogicalTypeAnnotation.intType(64, true));
    assertThat(columns.get(21))
        .extracting(PrimitiveType::getLogicalTypeAnnotation)
        .isEqualTo(LogicalTypeAnnotation.stringType());
    for (int binary : List.of(22, 23, 104)) {
      assertThat(columns.get(binary))
          .extracting(PrimitiveType::getPrimitiveTypeName)
          .isEqualTo(PrimitiveTypeName.BINARY);
    }
    Map.of(100, 128 / 8, 102, 96 * 2)
        .forEach(
            (type, width) ->
                assertThat(columns.get(type))
                    .extracting(PrimitiveType::getTypeLength)
                    .isEqualTo(width));
    assertThat(columns.get(101))
        .extracting(PrimitiveType::getPrimitiveTypeName)
        .isEqualTo(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
  }

  @Test
  void zeroEmptyAndFalseAreLeftOutOfTheMetaExceptWhereGoKeepsThem() {
    assertThat(backup.full().path("state_code").isInt()).isTrue();
    assertOmitted("", backup.full());
  }

  private static void assertOmitted(String name, JsonNode node) {
    Set<String> always = Set.of("size", "log_size", "has_index", "state_code");
    node.properties()
        .forEach(
            property -> {
              JsonNode value = property.getValue();
              if (!always.contains(property.getKey())) {
                assertThat(isEmpty(value))
                    .as("%s.%s is %s", name, property.getKey(), value)
                    .isFalse();
              }
              assertOmitted(property.getKey(), value);
            });
    if (node.isArray()) {
      node.forEach(element -> assertOmitted(name, element));
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> true;
      case NUMBER -> value.asDouble() == 0;
      case BOOLEAN -> !value.booleanValue();
      case STRING -> value.textValue().isEmpty();
      default -> value.isEmpty();
    };
  }

  @Test
  void theLevelFilesHoldTheirLevelAndNoDeletesOfAllPartitions() throws IOException {
    Path meta = directory.resolve("a/meta");
    JsonNode collections = json(meta.resolve("collection_meta.json"));
    JsonNode segments = json(meta.resolve("segment_meta.json"));

    assertThat(collections.path("infos")).hasSameSizeAs(backup.full().path("collection_backups"));
    assertThat(collections.findValues("segment_backups")).isEmpty();
    assertThat(collections.findValues("l0_segments")).isEmpty();
    assertThat(json(meta.resolve("partition_meta.json")).path("infos"))
        .hasSize(summary.partitions());
    assertThat(segments.path("infos"))
        .hasSize(summary.segments() - 1)
        .noneMatch(segment -> segment.path("partition_id").asLong() == -1);
    assertThat(json(meta.resolve("backup_meta.json")).properties().stream().map(Map.Entry::getKey))
        .containsExactly("id", "state_code", "name", "size", "milvus_version");
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void theSameOptionsGiveTheSameBytesAndAnotherSeedOtherIds() throws IOException {
    SampleWriter.write(SampleOptions.small("sample", 7), new DirectorySink(directory.resolve("b")));
    SampleSummary other =
        SampleWriter.write(
            SampleOptions.small("sample", 8), new DirectorySink(directory.resolve("c")));

    try (Stream<Path> files = Files.walk(directory.resolve("a"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path twin = directory.resolve("b").resolve(directory.resolve("a").relativize(file));
        assertThat(Files.mismatch(file, twin)).as(file.toString()).isEqualTo(-1);
      }
    }
    assertThat(other.collections().getFirst().collectionId())
        .isNotEqualTo(summary.collections().getFirst().collectionId());
  }

  @Test
  void aSizeIsMetWithinTenPercentAndItsFilesAreReadable() throws IOException {
    long wanted = 24L << 20;
    SampleSummary large =
        SampleWriter.write(
            new SampleOptions("large", 1, wanted, 0), new DirectorySink(directory.resolve("l")));

    assertThat(large.bytes()).isCloseTo(wanted, within(wanted / 10));
    BackupFiles files = BackupFiles.open(directory.resolve("l"));
    LogObject vectors = large.collections().getLast().logs().getLast();
    assertThat(vectors.size()).isGreaterThan(16L << 20);
    LogFile log = files.log(vectors.key());
    assertThat(log.events().getFirst().payload().values())
        .hasSize((int) large.collections().getLast().rows());
  }

  @Test
  void aNumberOfObjectsIsReached() throws IOException {
    SampleSummary many =
        SampleWriter.write(
            new SampleOptions("many", 1, 0, 1003), new DirectorySink(directory.resolve("m")));

    assertThat(many.objects()).isBetween(1003, 1007);
    assertThat(BackupFiles.open(directory.resolve("m")).found()).hasSize(many.objects());
  }
}
