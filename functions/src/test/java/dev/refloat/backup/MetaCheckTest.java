package dev.refloat.backup;

import static dev.refloat.backup.Metas.backup;
import static dev.refloat.backup.Metas.collection;
import static dev.refloat.backup.Metas.l0;
import static dev.refloat.backup.Metas.partition;
import static dev.refloat.backup.Metas.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetaCheckTest {
  private static final long[] FIELDS = {0, 1, 100, 101, 102, 103};

  /** Every kind of segment that a writer leaves, none of them a finding. */
  @Test
  void findsNothingInASoundMeta() {
    SegmentMeta writtenBeforeFieldsWereAdded = segment(32, 20, 0, 1, 100, 101);
    SegmentMeta withDynamicStructAndDroppedFields = segment(33, 20, 0, 1, 100, 101, 104, 111, 150);
    SegmentMeta packed = storage(segment(34, 20, 0, 101), 2);
    CollectionMeta whole =
        collection(
            1,
            "default",
            "c",
            Metas.SCHEMA,
            List.of(
                partition(
                    20,
                    "_default",
                    segment(31, 20, FIELDS),
                    writtenBeforeFieldsWereAdded,
                    withDynamicStructAndDroppedFields,
                    packed,
                    l0(35, 20)),
                partition(21, "empty")),
            List.of(l0(36, SegmentMeta.ALL_PARTITIONS)),
            List.of("alias"));

    assertThat(MetaCheck.check(backup(whole))).isEqualTo(Findings.NONE);
  }

  @Test
  void findsNothingInARealBackup(@TempDir Path directory) throws Exception {
    Path folder = RealBackup.folder();
    try (var bucket = new BackupBucket(directory)) {
      bucket.upload(folder.resolve("meta"), "b/meta");
      var meta = new MetaReader(bucket.client()).read(new BackupLocation(BackupBucket.NAME, "b"));

      assertThat(MetaCheck.check(meta)).isEqualTo(Findings.NONE);
    }
  }

  static Stream<Arguments> problems() {
    SegmentMeta sound = segment(30, 20, FIELDS);
    return Stream.of(
        arguments(
            "backup nightly: its writer recorded that it failed",
            backup(BackupMeta.WriterState.FAILED)),
        arguments(
            "backup nightly: its writer recorded that it failed",
            backup(BackupMeta.WriterState.TIMED_OUT)),
        arguments(
            "default.b (collection 1): its id is not unique",
            backup(collection(1, "a"), collection(1, "b"))),
        arguments(
            "default.a (collection 2): collection 1 has the same name",
            backup(collection(1, "a"), collection(2, "a"))),
        arguments("default.a (collection 0): it has no id", backup(collection(0, "a"))),
        arguments("default. (collection 1): it has no name", backup(collection(1, ""))),
        arguments("c: its schema has no fields", schema("{}")),
        arguments(
            "c: its schema has 0 primary keys, not 1",
            schema("{'fields':[{'fieldID':100,'name':'v'}]}")),
        arguments(
            "c: its schema has 2 primary keys, not 1",
            schema(
                "{'fields':[{'fieldID':100,'name':'a','is_primary_key':true},"
                    + "{'fieldID':101,'name':'b','is_primary_key':true}]}")),
        arguments(
            "c: field 101 'a' is not unique",
            schema(
                "{'fields':[{'fieldID':100,'name':'a','is_primary_key':true},"
                    + "{'fieldID':101,'name':'a'}]}")),
        arguments(
            "c: function 'f' names a field that is not there: 'gone'",
            schema(
                "{'fields':[{'fieldID':100,'name':'a','is_primary_key':true}],"
                    + "'functions':[{'name':'f','input_field_names':['gone']}]}")),
        arguments("c: partition 0: it has no id", in(partition(0, "p"))),
        arguments("c: partition 20: it has no name", in(partition(20, ""))),
        arguments(
            "c: partition 20: its id is not unique", in(partition(20, "p"), partition(20, "q"))),
        arguments(
            "c: partition 21: its name 'p' is not unique",
            in(partition(20, "p"), partition(21, "p"))),
        arguments(
            "c: partition 20: it belongs to collection 9",
            in(new PartitionMeta(20, 9, "p", LoadState.LOADED, 0, List.of()))),
        arguments("c: segment 0: it has no id", in(segment(0, 20, FIELDS))),
        arguments("c: segment 30: its id is not unique", in(sound, sound)),
        arguments("c: segment 30: it has -1 rows", in(rows(sound, -1))),
        arguments("c: segment 30: it belongs to partition 21, not 20", in(segment(30, 21, FIELDS))),
        arguments("c: segment 30: it belongs to collection 9", in(ofCollection(sound, 9))),
        arguments("c: segment 30: it has 5 rows, but no insert log", in(segment(30, 20))),
        arguments("c: segment 30: it lacks field 0", in(segment(30, 20, 1, 100, 101))),
        arguments("c: segment 30: it lacks field 1", in(segment(30, 20, 0, 100, 101))),
        arguments("c: segment 30: it lacks field 100 'pk'", in(segment(30, 20, 0, 1, 101))),
        arguments("c: segment 30: it lacks field 101 'vector'", in(segment(30, 20, 0, 1, 100))),
        arguments(
            "c: segment 30: its logs lack column group 0",
            in(storage(segment(30, 20, 100, 101), 2))),
        arguments(
            "c: segment 30: field 101 'vector' has 2 logs, the timestamps 1",
            in(more(sound, new LogMeta(101, "7", 1)))),
        arguments(
            "c: segment 30: field 0 has 2 logs, the timestamps 1",
            in(more(sound, new LogMeta(0, "7", 1)))),
        arguments(
            "c: segment 30: log 100 of field 100 'pk' is there twice",
            in(more(sound, new LogMeta(100, "100", 1)))),
        arguments(
            "c: segment 30: a log of field 100 'pk' has neither log_id nor log_path",
            in(more(sound, new LogMeta(100, "", 1)))),
        arguments(
            "c: segment 30: a log of field 100 'pk' has a log_path that does not end in a log's"
                + " name: '..'",
            in(more(sound, new LogMeta(100, "..", 1)))),
        arguments(
            "c: segment 30: a log of field 100 'pk' has a log_path that does not end in a log's"
                + " name: '"
                + "9".repeat(80)
                + "…'",
            in(more(sound, new LogMeta(100, "9".repeat(81), 1)))),
        arguments(
            "c: segment 30: log 7 has 53687091200001 bytes",
            in(more(sound, new LogMeta(100, "7", 53_687_091_200_001L)))),
        arguments("c: segment 30: it has 2147483648 rows", in(rows(sound, 1L << 31))),
        arguments(
            "default.a/b (collection 1): its name cannot be one: it has more than 255 characters,"
                + " a slash or a control character",
            backup(collection(1, "a/b"))),
        arguments(
            "default."
                + "n".repeat(72)
                + "… (collection 1): its name cannot be one: it has more"
                + " than 255 characters, a slash or a control character",
            backup(collection(1, "n".repeat(256)))),
        arguments("c: segment 30: log 7 has -1 bytes", in(more(sound, new LogMeta(100, "7", -1)))),
        arguments(
            "c: segment 30: it has only deletes, but insert logs",
            in(
                new SegmentMeta(
                    30,
                    1,
                    20,
                    5,
                    60,
                    OptionalLong.of(30),
                    true,
                    "",
                    0,
                    sound.insertLogs(),
                    List.of()))),
        arguments(
            "c: segment 30: it stands among the deletes but is not marked so",
            backup(
                collection(
                    1,
                    "default",
                    "c",
                    Metas.SCHEMA,
                    List.of(),
                    List.of(segment(30, SegmentMeta.ALL_PARTITIONS, FIELDS)),
                    List.of()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void findsWhatMustNotBeRestored(String problem, BackupMeta meta) {
    assertThat(MetaCheck.check(meta).problems())
        .anySatisfy(
            p ->
                assertThat(p.toString().replace("default.c (collection 1)", "c"))
                    .isEqualTo(problem));
  }

  /** A database of that name could not be told from a collection's. */
  @Test
  void findsADatabaseThatCannotBeOne() {
    CollectionMeta found =
        collection(1, "a\nb", "c", Metas.SCHEMA, List.of(), List.of(), List.of());

    assertThat(MetaCheck.check(backup(found)).problems())
        .extracting(Finding::toString)
        .containsExactly(
            "a?b.c (collection 1): its database's name cannot be one: it has more than 255"
                + " characters, a slash or a control character");
  }

  static Stream<Arguments> warnings() {
    SegmentMeta sound = segment(30, 20, FIELDS);
    CollectionMeta plain = collection(1, "c");
    return Stream.of(
        arguments(
            "backup nightly: its writer did not record its end",
            backup(BackupMeta.WriterState.RUNNING)),
        arguments(
            "default.d (collection 2): its alias x is also that of default.c",
            backup(
                collection(1, "default", "c", Metas.SCHEMA, List.of(), List.of(), List.of("x")),
                collection(2, "default", "d", Metas.SCHEMA, List.of(), List.of(), List.of("x")))),
        arguments(
            "c: segment 30: field 102 'added' has 2 logs, the timestamps 1",
            in(more(sound, new LogMeta(102, "7", 1)))),
        arguments(
            "c: segment 30: field 150 has 2 logs, the timestamps 1",
            in(more(sound, new LogMeta(150, "7", 1), new LogMeta(150, "8", 1)))),
        arguments("c: segment 30: it has no rows and no insert log", in(rows(segment(30, 20), 0))),
        arguments(
            "c: segment 30: its size is 60, that of its logs 61",
            in(more(sound, new LogMeta(160, "7", 1)))),
        arguments(
            "c: partition 20: its size is 5, that of its segments 60",
            in(new PartitionMeta(20, 1, "p", LoadState.LOADED, 5, List.of(sound)))),
        arguments(
            "c: index 'i' is of 'vector', which is no field",
            schema("{'fields':[{'fieldID':100,'name':'a','is_primary_key':true}]}")),
        arguments(
            "c: it has no number of shards",
            backup(
                new CollectionMeta(
                    1,
                    "default",
                    "c",
                    "",
                    plain.schema(),
                    0,
                    ConsistencyLevel.STRONG,
                    LoadState.LOADED,
                    0,
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    plain.properties(),
                    List.of(),
                    plain.properties()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("warnings")
  void warnsOfWhatASoundBackupCanLookLike(String warning, BackupMeta meta) {
    Findings findings = MetaCheck.check(meta);

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.warnings())
        .anySatisfy(
            w ->
                assertThat(w.toString().replace("default.c (collection 1)", "c"))
                    .isEqualTo(warning));
  }

  @Test
  void refusesWithTheFirstProblemsAndTheirCount() {
    PartitionMeta[] nameless =
        IntStream.range(0, 25).mapToObj(i -> partition(100 + i, "")).toArray(PartitionMeta[]::new);
    Findings findings = MetaCheck.check(in(nameless));

    var refused = catchThrowableOfType(Refused.class, findings::refuseProblems);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(refused.reason())
        .startsWith(
            "The backup's meta does not fit itself: default.c (collection 1): partition 100")
        .contains("partition 101: its name '' is not unique")
        .endsWith("and " + (findings.problems().size() - 20) + " more.");
  }

  @Test
  void keepsABoundedNumberOfFindings() {
    PartitionMeta[] nameless =
        IntStream.range(0, 2_000)
            .mapToObj(i -> partition(100 + i, ""))
            .toArray(PartitionMeta[]::new);

    Findings findings = MetaCheck.check(in(nameless));

    assertThat(findings.problems()).hasSize(FindingList.KEPT);
    assertThat(findings.problemCount()).as("all are counted").isEqualTo(3_999);
  }

  private static BackupMeta in(SegmentMeta... segments) {
    return in(partition(20, "p", segments));
  }

  private static BackupMeta in(PartitionMeta... partitions) {
    return backup(collection(1, "c", partitions));
  }

  private static BackupMeta schema(String json) {
    JsonNode schema = Json.tree(json.replace('\'', '"'));
    return backup(collection(1, "default", "c", schema, List.of(), List.of(), List.of()));
  }

  private static SegmentMeta more(SegmentMeta segment, LogMeta... logs) {
    List<LogMeta> all = Stream.concat(segment.insertLogs().stream(), Arrays.stream(logs)).toList();
    return copy(segment, 1, segment.rows(), segment.storageVersion(), all);
  }

  private static SegmentMeta rows(SegmentMeta segment, long rows) {
    return copy(segment, 1, rows, segment.storageVersion(), segment.insertLogs());
  }

  private static SegmentMeta storage(SegmentMeta segment, int version) {
    return copy(segment, 1, segment.rows(), version, segment.insertLogs());
  }

  private static SegmentMeta ofCollection(SegmentMeta segment, long id) {
    return copy(segment, id, segment.rows(), segment.storageVersion(), segment.insertLogs());
  }

  private static SegmentMeta copy(
      SegmentMeta segment, long collection, long rows, int version, List<LogMeta> logs) {
    return new SegmentMeta(
        segment.segmentId(),
        collection,
        segment.partitionId(),
        rows,
        segment.size(),
        segment.groupId(),
        segment.l0(),
        segment.vChannel(),
        version,
        logs,
        segment.deltaLogs());
  }
}
