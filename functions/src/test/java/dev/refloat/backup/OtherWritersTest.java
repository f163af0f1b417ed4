package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metas of writers that nobody has seen, and what of them is no meta any more. */
class OtherWritersTest {
  private static final String FULL = "/meta/full_meta.json";

  @TempDir static Path directory;
  private static BackupBucket bucket;
  private static int count;

  private final String prefix = "p/other" + count++;
  private final BackupLocation location = new BackupLocation(BackupBucket.NAME, prefix);

  @BeforeAll
  static void start() throws Exception {
    bucket = new BackupBucket(directory);
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  @Test
  void readsListsThatAreNone() {
    bucket.put(
        prefix + FULL,
        """
        {"format":"binlog","start_time":null,"database_backups":[{"db_id":1},{},null],
         "collection_backups":[null,{},{"collection_id":1,"collection_name":"c","aliases":[{},null,"a",""],
          "schema":{"fields":[{}],"functions":[{}],"struct_array_fields":[{}]},
          "properties":[{},null],"index_infos":[{"params":null},{}],"l0_segments":[null,{}],
          "partition_backups":[{},{"partition_id":2,"partition_name":"_default_0","segment_backups":[{}]}]}]}
        """);

    BackupMeta meta = read();

    assertThat(meta.collections()).hasSize(1);
    assertThat(meta.collections().getFirst().aliases()).containsExactly("a");
    assertThat(meta.collections().getFirst().fields()).isEmpty();
    assertThat(meta.collections().getFirst().partitions()).hasSize(1);
    assertThat(meta.databases()).containsExactly(new DatabaseMeta("default", 1, Map.of()));
  }

  /** The place says it too; digits in quotes are the same number, above 2^53 too. */
  @Test
  void readsSegmentsThatDoNotSayWhatTheirPlaceDoes() {
    bucket.put(
        prefix + FULL,
        """
        {"collection_backups":[{"collection_id":"9007199254740993","collection_name":"c",
          "l0_segments":[{"segment_id":4,"deltalogs":[{"fieldID":8,"binlogs":[{"log_path":"x/y/8","log_size":"7"}]}]}],
          "partition_backups":[{"partition_id":2,"segment_backups":[{"segment_id":3},
            {"segment_id":5,"partition_id":9}]}]}]}
        """);

    CollectionMeta collection = read().collections().getFirst();

    assertThat(collection.collectionId()).isEqualTo(9007199254740993L);
    assertThat(collection.partitions().getFirst().segments())
        .extracting(SegmentMeta::partitionId)
        .containsExactly(2L, 9L);
    SegmentMeta deletes = collection.l0Segments().getFirst();
    assertThat(deletes.partitionId()).isEqualTo(SegmentMeta.ALL_PARTITIONS);
    assertThat(deletes.l0()).isTrue();
    assertThat(deletes.deltaLogs()).containsExactly(new LogMeta(LogMeta.NO_FIELD, "8", 7));
  }

  @Test
  void findsDeletesOfAllPartitionsAmongTheSegmentsOfTheLevelFiles() {
    bucket.put(prefix + "/meta/backup_meta.json", "{\"size\":1}");
    bucket.put(
        prefix + "/meta/collection_meta.json",
        "{\"infos\":[{\"collection_id\":1,\"l0_segments\":[{\"segment_id\":3,\"size\":4}]}]}");
    bucket.put(prefix + "/meta/partition_meta.json", "{}");
    bucket.put(
        prefix + "/meta/segment_meta.json",
        """
        {"infos":[{"segment_id":3,"partition_id":-1,"collection_id":1,"is_l0":true,"size":4},
                  {"segment_id":5,"partition_id":-1,"collection_id":1,"is_l0":true,"size":6},
                  {"segment_id":7,"partition_id":-1,"collection_id":1,"size":6}]}
        """);

    BackupMeta meta = read();

    assertThat(meta.collections().getFirst().l0Segments())
        .extracting(SegmentMeta::segmentId)
        .containsExactly(3L, 5L);
    assertThat(meta.collections().getFirst().size()).isEqualTo(10);
    assertThat(meta.warnings())
        .contains("Segment 7 belongs to no partition.")
        .noneMatch(w -> w.contains("deletes that concern all partitions"))
        .noneMatch(w -> w.contains("Segment 5"));
  }

  @Test
  void aTimeThatNoCalendarHasIsNotKnown() {
    bucket.put(prefix + FULL, "{\"start_time\":9223372036854775807}");

    assertThat(read().startTime()).isEmpty();
  }

  @Test
  void refusesASizeThatThereCannotBe() {
    bucket.put(
        prefix + FULL,
        "{\"collection_backups\":[{\"collection_id\":1,\"collection_name\":\"c\",\"size\":-1}]}");

    var refused = catchThrowableOfType(Refused.class, this::read);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(refused.reason()).contains("negative");
  }

  @Test
  void refusesAnotherEncodingAndHalfASurrogatePair() {
    bucket.put(prefix + FULL, "\0\0\0{\"size\":1}");
    assertThat(catchThrowableOfType(Refused.class, this::read).reason()).contains("it is not JSON");

    for (String half :
        List.of(
            "{\"name\":\"\\ud800\"}",
            "{\"collection_backups\":[{\"schema\":{\"x\":\"a\\ud800\"}}]}",
            "{\"collection_backups\":[{\"aliases\":[\"\\udc00\\ud800\"]}]}")) {
      bucket.put(prefix + FULL, half);
      assertThat(catchThrowableOfType(Refused.class, this::read).reason())
          .contains("half of a surrogate pair");
    }

    bucket.put(
        prefix + FULL, "{\"collection_backups\":[{\"schema\":{\"fields\":[{\"\\udc00\":1}]}}]}");
    assertThat(catchThrowableOfType(Refused.class, this::read).reason())
        .contains("cannot be read: the value does not fit: collection_backups[0]");
  }

  @Test
  void refusesJsonThatIsTooDeep() {
    bucket.put(prefix + FULL, "{\"later\":" + "[".repeat(200) + "]".repeat(200) + "}");

    assertThat(catchThrowableOfType(Refused.class, this::read).reason())
        .contains("cannot be read: ");
  }

  @Test
  void aLongNameIsCutInAMessage() {
    bucket.put(prefix + FULL, "{\"format\":\"" + "x".repeat(1_000_000) + "\"}");

    assertThat(catchThrowableOfType(Refused.class, this::read).reason()).hasSizeLessThan(400);
  }

  private BackupMeta read() {
    return new MetaReader(bucket.client()).read(location);
  }
}
