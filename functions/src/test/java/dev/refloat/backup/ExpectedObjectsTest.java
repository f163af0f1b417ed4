package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The keys that are expected against those of every log, sorted. */
final class ExpectedObjectsTest {
  private static final BackupLayout LAYOUT = new BackupLayout(new BackupLocation("bucket", "p/b"));

  /** Of one and two digits and more, so that order by text is not order by number. */
  private static final long[] IDS = {
    1,
    2,
    9,
    10,
    11,
    19,
    20,
    90,
    99,
    100,
    101,
    109,
    110,
    999,
    1000,
    450_000_000_000_000_009L,
    450_000_000_000_000_010L,
    99_999_999_999_999_999L,
    Long.MAX_VALUE
  };

  @Test
  void comeInTheOrderOfTheirKeysWhateverTheIdsAre() {
    for (int seed = 0; seed < 2_000; seed++) {
      BackupMeta meta = meta(new SplittableRandom(seed));

      assertThat(keys(new ExpectedObjects(meta, LAYOUT)))
          .as("seed %d", seed)
          .isEqualTo(sorted(meta));
    }
  }

  @Test
  void stretchesHaveEachObjectOnceInTheOrderOfTheirKeys() {
    for (int seed = 0; seed < 500; seed++) {
      BackupMeta meta = meta(new SplittableRandom(seed));
      var expected = new ExpectedObjects(meta, LAYOUT);
      for (int most : List.of(1, 2, 3, 7, 50)) {
        var stretches = expected.cut(0, expected.places(), most);

        List<String> keys = new ArrayList<>();
        for (var stretch : stretches) {
          List<String> objects = keys(stretch.objects());
          assertThat(objects).as("seed %d, most %d", seed, most).isNotEmpty();
          assertThat(objects.getLast()).isEqualTo(stretch.last());
          keys.addAll(objects);
        }
        assertThat(keys).as("seed %d, most %d", seed, most).isEqualTo(sorted(meta));
      }
    }
  }

  @Test
  void aStretchHasNoMoreThanAskedForWhereSegmentsAreSmall() {
    List<SegmentMeta> segments = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      segments.add(segment(1_000 + i, 5, i % 4, i % 3));
    }
    var expected = new ExpectedObjects(Metas.backup(collection(1, segments)), LAYOUT);

    assertThat(expected.cut(0, expected.places(), 10))
        .extracting(stretch -> keys(stretch.objects()).size())
        .allSatisfy(size -> assertThat(size).isBetween(1, 10))
        .hasSizeLessThan((int) expected.count() / 7);
  }

  @Test
  void aSegmentOfManyLogsIsCut() {
    var segment = segment(1_001, 5, 105, 0);
    var small = List.of(segment(1_000, 5, 3, 1), segment, segment(1_002, 5, 4, 0));
    var expected = new ExpectedObjects(Metas.backup(collection(1, small)), LAYOUT);

    assertThat(expected.cut(0, expected.places(), 10))
        .extracting(stretch -> keys(stretch.objects()).size())
        .containsExactly(4, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 4);
  }

  private static List<String> keys(Iterable<ExpectedObject> objects) {
    List<String> keys = new ArrayList<>();
    objects.forEach(o -> keys.add(o.key()));
    return keys;
  }

  private static List<String> sorted(BackupMeta meta) {
    List<String> keys = new ArrayList<>();
    for (CollectionMeta collection : meta.collections()) {
      long id = collection.collectionId();
      collection
          .segments()
          .forEach(
              segment -> {
                segment.insertLogs().forEach(l -> keys.add(LAYOUT.insertLog(id, segment, l)));
                segment.deltaLogs().forEach(l -> keys.add(LAYOUT.deltaLog(id, segment, l)));
              });
    }
    return keys.stream().sorted().collect(Collectors.toList());
  }

  /** Ids repeat, and groups are those of other segments: folders lie in each other. */
  private static BackupMeta meta(SplittableRandom random) {
    List<CollectionMeta> collections = new ArrayList<>();
    for (int c = random.nextInt(4); c >= 0; c--) {
      List<SegmentMeta> segments = new ArrayList<>();
      for (int s = random.nextInt(12); s > 0; s--) {
        long partition = random.nextInt(5) == 0 ? SegmentMeta.ALL_PARTITIONS : id(random, 4);
        var group = random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(id(random, 6));
        segments.add(
            new SegmentMeta(
                id(random, IDS.length),
                1,
                partition,
                1,
                1,
                group,
                false,
                "",
                0,
                logs(random.nextInt(6), id(random, 6)),
                logs(random.nextInt(3), LogMeta.NO_FIELD)));
      }
      collections.add(collection(id(random, IDS.length), segments));
    }
    return Metas.backup(collections.toArray(CollectionMeta[]::new));
  }

  private static long id(SplittableRandom random, int most) {
    return IDS[random.nextInt(most)];
  }

  private static SegmentMeta segment(long id, long partition, int inserts, int deltas) {
    return new SegmentMeta(
        id,
        1,
        partition,
        1,
        1,
        OptionalLong.of(id),
        false,
        "",
        0,
        logs(inserts, 100),
        logs(deltas, LogMeta.NO_FIELD));
  }

  private static List<LogMeta> logs(int count, long field) {
    List<LogMeta> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long of = field == LogMeta.NO_FIELD ? field : field + (i % 3) * 9L;
      logs.add(new LogMeta(of, Long.toString(7 + i * 31L), i));
    }
    return logs;
  }

  private static CollectionMeta collection(long id, List<SegmentMeta> segments) {
    return Metas.collection(
        id,
        "default",
        "c" + id,
        Metas.SCHEMA,
        List.of(Metas.partition(5, "p", segments.toArray(SegmentMeta[]::new))),
        List.of(),
        List.of());
  }
}
