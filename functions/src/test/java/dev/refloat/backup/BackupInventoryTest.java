package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupInventoryTest {
  private static final String INSERT = "/binlogs/insert_log/";

  @TempDir static Path directory;
  private static BackupBucket bucket;
  private static int count;

  private final String prefix = "p/b" + count++;
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
  void findsEveryObjectOfARealBackup() throws Exception {
    bucket.upload(RealBackup.folder(), prefix);

    Inventory inventory = take(realMeta(), 5_000);

    assertThat(inventory.collections())
        .extracting(c -> c.meta().name(), c -> c.objects().size())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("hello_milvus", 7),
            org.assertj.core.groups.Tuple.tuple("hello_milvus2", 12));
    assertThat(inventory.objects()).isEqualTo(19);
    assertThat(inventory.bytes()).isEqualTo(435_685);
    SourceObject delta = inventory.collections().getFirst().objects().iterator().next();
    assertThat(delta.eTag()).startsWith("\"").endsWith("\"");
    assertThat(delta)
        .isEqualTo(
            new SourceObject(
                LogKind.DELTA,
                442958042415517553L,
                442958042415717570L,
                LogMeta.NO_FIELD,
                "442958042415720717",
                prefix
                    + "/binlogs/delta_log/442958042415517552/442958042415517553"
                    + "/442958042415717570/442958042415720717",
                654,
                delta.eTag()));
  }

  @Test
  void namesWhatARealBackupLacksAndHasTooMuch() throws Exception {
    bucket.upload(RealBackup.folder(), prefix);
    BackupMeta meta = realMeta();
    String segment = prefix + INSERT + "442958042415517552/442958042415517553/442958042415717570/";
    bucket.delete(segment + "103/442958042415717588");
    bucket.put(segment + "0/442958042415717589", new byte[100]);
    bucket.put(segment + "103/1", "not in the meta");

    var refused = catchThrowableOfType(Refused.class, () -> take(meta, 5_000));

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(refused.reason())
        .isEqualTo(
            "The files of the backup at s3://backups/%s do not fit its meta: ".formatted(prefix)
                + "1 missing: %s103/442958042415717588; ".formatted(segment)
                + "1 short: %s0/442958042415717589".formatted(segment)
                + " (expected 8046 bytes, found 100); "
                + "1 surplus: %s103/1.".formatted(segment));
  }

  @Test
  void findsSurplusObjectsOutsideOfEveryKnownCollection() {
    BackupMeta meta = backup(1, 2);
    upload(meta);
    List<String> surplus =
        List.of(
            prefix + "/binlogs/a",
            prefix + "/binlogs/delta_log/1000/-1/5/6",
            prefix + "/binlogs/insert_log/7/8/9/100/1",
            prefix + "/binlogs/stats_log/1");
    surplus.forEach(key -> bucket.put(key, "x"));
    bucket.put(prefix + "/binlogs/insert_log/", "");
    bucket.put(prefix + "/meta/other.json", "x");

    var refused = catchThrowableOfType(Refused.class, () -> take(meta, 5_000));

    assertThat(refused.reason()).endsWith(": 4 surplus: " + String.join(", ", surplus) + ".");
  }

  /** Ranges of every length must give the same answer: nothing between two of them is lost. */
  @Test
  void findsTheSameInRangesOfAnyLength() {
    BackupMeta meta = backup(3, 11);
    upload(meta);

    Inventory whole = take(meta, 5_000);
    for (int keys : List.of(1, 2, 7, 10, 33, 34)) {
      assertThat(objects(take(meta, keys))).as("ranges of %d keys", keys).isEqualTo(objects(whole));
    }
    assertThat(whole.objects()).isEqualTo(33);

    bucket.put(prefix + "/binlogs/insert_log/1000/2/3/100/400051", "surplus");
    bucket.put(prefix + "/binlogs/z", "surplus");
    bucket.delete(key(meta, 1, 10));
    bucket.delete(key(meta, 2, 0));
    String all = catchThrowableOfType(Refused.class, () -> take(meta, 5_000)).reason();
    assertThat(all).contains("2 missing: ").contains("2 surplus: ");
    for (int keys : List.of(1, 2, 7, 10, 33, 34)) {
      assertThat(catchThrowableOfType(Refused.class, () -> take(meta, keys)))
          .as("ranges of %d keys", keys)
          .hasMessage(all);
    }
  }

  @Test
  void asksForLittleMoreThanOnePagePerThousandObjects() {
    BackupMeta meta = backup(500, 5);
    upload(meta);
    int before = bucket.requests("ListObjectsV2");

    assertThat(take(meta, 1_000).objects()).isEqualTo(2_500);

    assertThat(bucket.requests("ListObjectsV2") - before).isEqualTo(3);
  }

  @Test
  void listsABackupWithoutData() {
    BackupMeta meta = backup(2, 0);

    assertThat(take(meta, 5_000).collections()).hasSize(2);

    bucket.put(prefix + "/binlogs/x", "x");
    assertThat(catchThrowableOfType(Refused.class, () -> take(meta, 5_000)).reason())
        .contains("1 surplus: " + prefix + "/binlogs/x.");
  }

  @Test
  void explainsABucketThatIsNotThere() {
    var elsewhere = new BackupLocation("no-such-bucket", "a");

    var refused =
        catchThrowableOfType(
            Refused.class,
            () -> new BackupInventory(bucket.client()).take(elsewhere, backup(1, 1)));

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_NOT_FOUND);
  }

  private Inventory take(BackupMeta meta, int keysPerRange) {
    return new BackupInventory(bucket.client(), keysPerRange).take(location, meta);
  }

  private static List<SourceObject> objects(Inventory inventory) {
    return inventory.collections().stream().flatMap(c -> c.objects().stream()).toList();
  }

  private BackupMeta realMeta() {
    return new MetaReader(bucket.client()).read(location);
  }

  private void upload(BackupMeta meta) {
    var layout = new BackupLayout(location);
    for (ExpectedObject object : new ExpectedObjects(meta, layout)) {
      bucket.put(object.key(), new byte[(int) object.log().size()]);
    }
  }

  private String key(BackupMeta meta, int collection, int log) {
    CollectionMeta in = meta.collections().get(collection);
    SegmentMeta segment = in.segments().toList().getFirst();
    return new BackupLayout(location)
        .insertLog(in.collectionId(), segment, segment.insertLogs().get(log));
  }

  /** Collections of one segment whose logs have 0, 1, 2 … bytes. */
  private static BackupMeta backup(int collections, int logs) {
    List<CollectionMeta> all = new ArrayList<>();
    for (int c = 0; c < collections; c++) {
      List<LogMeta> inserts = new ArrayList<>();
      for (int i = 0; i < logs; i++) {
        inserts.add(new LogMeta(100, Integer.toString(40_000 + i), i));
      }
      var segment =
          new SegmentMeta(3, 0, 2, 1, 0, OptionalLong.empty(), false, "", 0, inserts, List.of());
      var partition = new PartitionMeta(2, 0, "_default", LoadState.LOADED, 0, List.of(segment));
      all.add(
          CollectionMeta.of(
              1000 + c,
              null,
              "c" + c,
              null,
              1,
              0,
              null,
              0,
              0,
              List.of(partition),
              null,
              null,
              null,
              null,
              null));
    }
    return new BackupMeta(
        "id",
        "name",
        Optional.empty(),
        BackupMeta.WriterState.UNKNOWN,
        0,
        "",
        all,
        List.of(),
        Optional.empty(),
        List.of(),
        "etag",
        Instant.EPOCH);
  }
}
