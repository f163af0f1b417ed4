package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaReaderTest {
  private static final String FULL = "/meta/full_meta.json";

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
  void readsARealBackupOf2023() throws Exception {
    bucket.upload(RealBackup.folder(), prefix);

    BackupMeta meta = read();

    assertThat(meta.name()).isEqualTo("backup_demo");
    assertThat(meta.startTime()).contains(Instant.ofEpochMilli(1689766063856L));
    assertThat(meta.state()).isEqualTo(BackupMeta.WriterState.DONE);
    assertThat(meta.size()).isEqualTo(435_685);
    assertThat(meta.milvusVersion()).isEqualTo("07ab9c6");
    assertThat(meta.warnings()).isEmpty();
    assertThat(meta.rbac()).isEmpty();
    assertThat(meta.databases()).isEmpty();
    assertThat(meta.eTag()).startsWith("\"");
    assertThat(meta.collections())
        .extracting(CollectionMeta::qualifiedName, CollectionMeta::collectionId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("default.hello_milvus", 442958042415517552L),
            org.assertj.core.groups.Tuple.tuple("default.hello_milvus2", 442958042415717600L));
    CollectionMeta first = meta.collections().getFirst();
    assertThat(first.rows()).isEqualTo(3000);
    assertThat(first.shards()).isEqualTo(1);
    assertThat(first.consistencyLevel()).isEqualTo(ConsistencyLevel.STRONG);
    assertThat(first.loadState()).isEqualTo(LoadState.NOT_LOADED);
    assertThat(first.description()).isEqualTo("hello_milvus");
    assertThat(first.fields())
        .extracting(FieldMeta::fieldId)
        .containsExactly(100L, 101L, 102L, 103L);
    assertThat(first.indexes())
        .containsExactly(
            new IndexMeta(
                "embeddings",
                "_default_idx_103",
                "IVF_FLAT",
                0,
                Map.of(
                    "index_type", "IVF_FLAT", "metric_type", "L2", "params", "{\"nlist\":128}")));
    SegmentMeta segment = first.segments().toList().getFirst();
    assertThat(segment.groupId()).isEmpty();
    assertThat(segment.insertLogs())
        .hasSize(6)
        .startsWith(new LogMeta(0, "442958042415717589", 8046));
    assertThat(segment.deltaLogs())
        .containsExactly(new LogMeta(LogMeta.NO_FIELD, "442958042415720717", 654));
    assertThat(meta.collections().get(1).segments())
        .hasSize(2)
        .allSatisfy(s -> assertThat(s.deltaLogs()).isEmpty());
  }

  @Test
  void putsTheRealBackupTogetherFromItsLevelFiles() throws Exception {
    bucket.upload(RealBackup.folder(), prefix);
    BackupMeta full = read();
    bucket.delete(prefix + FULL);

    BackupMeta levels = read();

    assertThat(levels.collections()).isEqualTo(full.collections());
    assertThat(levels.size()).isEqualTo(full.size());
    assertThat(levels.warnings())
        .hasSize(4)
        .anySatisfy(w -> assertThat(w).contains("full_meta.json is missing"))
        .anySatisfy(w -> assertThat(w).contains("deletes that concern all partitions"));
    assertThat(levels.eTag().chars().filter(c -> c == '+')).hasSize(3);
  }

  @Test
  void readsWhatTheWriterLeavesOut() {
    bucket.put(
        prefix + FULL,
        """
        {"state_code":0,"size":0,"rbac_meta":{"users":[{}]},"database_backups":[{}],"later":{"x":[1]},
         "collection_backups":[{},
          {"collection_id":9007199254740993,"collection_name":"c","db_name":"","size":3,"has_index":false,
           "index_infos":[{}],"l0_segments":[{}],"properties":[{}],"aliases":[],
           "partition_backups":[{"partition_id":9007199254740995,"size":3,"segment_backups":[
             {"segment_id":9007199254740997,"size":3,"group_id":0,
              "binlogs":[{"binlogs":[{"log_size":1,"log_id":9007199254740999}]},
                         {"fieldID":1,"binlogs":[{}]}],
              "deltalogs":[{}]},
             {"segment_id":5,"group_id":5,"partition_id":-1,"is_l0":true,"storage_version":2,"size":0}]}]}]}
        """);

    BackupMeta meta = read();

    assertThat(meta.name()).isEmpty();
    assertThat(meta.startTime()).isEmpty();
    assertThat(meta.rbac()).isEmpty();
    assertThat(meta.databases()).isEmpty();
    assertThat(meta.collections()).hasSize(1);
    CollectionMeta collection = meta.collections().getFirst();
    assertThat(collection.qualifiedName()).isEqualTo("default.c");
    assertThat(collection.collectionId()).isEqualTo(9007199254740993L);
    assertThat(collection.indexes()).isEmpty();
    assertThat(collection.l0Segments()).isEmpty();
    assertThat(collection.properties()).isEmpty();
    assertThat(collection.fields()).isEmpty();
    List<SegmentMeta> segments = collection.partitions().getFirst().segments();
    assertThat(segments.getFirst().insertLogs())
        .containsExactly(new LogMeta(0, "9007199254740999", 1));
    assertThat(segments.getFirst().deltaLogs()).isEmpty();
    assertThat(segments.getFirst().groupId()).isEmpty();
    assertThat(segments.get(1).groupId()).isEqualTo(OptionalLong.of(5));
    assertThat(segments.get(1).l0()).isTrue();
  }

  @Test
  void holdsTheNameOfAChannelOnce() {
    bucket.put(
        prefix + FULL,
        """
        {"collection_backups":[{"partition_backups":[{"segment_backups":[
          {"segment_id":1,"v_channel":"by-dev_0"},{"segment_id":2,"v_channel":"by-dev_1"},
          {"segment_id":3,"v_channel":"by-dev_0"},{"segment_id":4,"v_channel":null}]}]}]}
        """);

    List<String> channels =
        read().collections().getFirst().segments().map(SegmentMeta::vChannel).toList();

    assertThat(channels).containsExactly("by-dev_0", "by-dev_1", "by-dev_0", "");
    assertThat(channels.get(2)).isSameAs(channels.getFirst());
  }

  @Test
  void readsUsersAndRoles() {
    bucket.put(
        prefix + FULL,
        """
        {"rbac_meta":{"users":[{"user":"u","password":"$2a$10$hash","roles":[{"name":"r"}]}],
          "roles":[{"name":"r"},{}],
          "grants":[{"role":{"name":"r"},"object":{"name":"Collection"},"object_name":"*",
            "grantor":{"user":{"name":"root"},"privilege":{"name":"Load"}},"db_name":"*"}],
          "privilege_groups":[{"group_name":"g","privileges":[{"name":"Load"}]}]},
         "database_backups":[{"db_name":"d","db_id":7,"properties":[{"key":"k","value":"v"}]}]}
        """);

    BackupMeta meta = read();

    RbacMeta rbac = meta.rbac().orElseThrow();
    assertThat(rbac.users()).containsExactly(new RbacMeta.User("u", "$2a$10$hash", List.of("r")));
    assertThat(rbac.roles()).containsExactly("r");
    assertThat(rbac.grants())
        .containsExactly(new RbacMeta.Grant("r", "Collection", "*", "*", "Load", "root"));
    assertThat(rbac.groups()).containsExactly(new RbacMeta.PrivilegeGroup("g", List.of("Load")));
    assertThat(meta.databases()).containsExactly(new DatabaseMeta("d", 7, Map.of("k", "v")));
    assertThat(meta.toString()).doesNotContain("hash");
  }

  /** What is wrong, and the place of it. The content itself is not quoted: it may hold a secret. */
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"size\":1,\"name\":\"secret                 | it ends in the middle of a value",
        "{\"size\":1,\"collection_backups\":[{\"size\":| it ends in the middle of a value",
        "{\"size\":secret}                             | it is not JSON (line 1, column",
        "{\"size\":1} secret                           | it is not JSON (line 1, column",
        "{\"size\":\"secret\"}                         | the value does not fit: size (line 1, column 9",
        "{\"size\":1.5}                                | the value does not fit: size (line 1",
        "{\"size\":9223372036854775808}                | size (line 1, column",
        "{\"collection_backups\":{}}                   | the value does not fit: collection_backups (",
        "{\"collection_backups\":[{},{\"shards_num\":\"x\"}]} | collection_backups[1].shards_num (line 1",
        "{\"collection_backups\":[{\"consistency_level\":9}]} | collection_backups[0]: consistency_level is not 0 to 4 (",
        "{\"collection_backups\":[{\"aliases\":[[1]]}]} | collection_backups[0]: an alias is no text (",
        "null                                          | it says null",
        "[]                                            | it is not the JSON of a backup",
        "' '                                           | it is not the JSON of a backup",
      })
  void saysWhereTheMetaIsDamaged(String content, String where) {
    bucket.put(prefix + FULL, content);

    var refused = catchThrowableOfType(Refused.class, this::read);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(refused.reason())
        .startsWith("s3://backups/" + prefix + FULL + " cannot be read: ")
        .contains(where)
        .doesNotContain("dev.refloat", "java.", "secret");
  }

  @Test
  void refusesASnapshot() {
    bucket.put(prefix + FULL, "{\"format\":\"snapshot\",\"collection_backups\":[{\"size\":1}]}");

    var refused = catchThrowableOfType(Refused.class, this::read);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_UNSUPPORTED);
    assertThat(refused.reason()).contains("'snapshot'");
  }

  @Test
  void refusesASegmentOfALaterLayout() {
    bucket.put(
        prefix + FULL,
        """
        {"collection_backups":[{"collection_name":"c","db_name":"d","partition_backups":[
          {"segment_backups":[{"segment_id":77,"storage_version":3}]}]}]}
        """);

    var refused = catchThrowableOfType(Refused.class, this::read);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_UNSUPPORTED);
    assertThat(refused.reason()).contains("Segment 77 of d.c has storage version 3");
  }

  @Test
  void namesTheKeysItLookedForWhereThereIsNoBackup() {
    var refused = catchThrowableOfType(Refused.class, this::read);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_NOT_FOUND);
    assertThat(refused.reason())
        .contains("s3://backups/" + prefix)
        .contains(prefix + FULL)
        .contains(prefix + "/meta/backup_meta.json");
  }

  @Test
  void namesTheLevelFileThatIsMissing() {
    bucket.put(prefix + "/meta/backup_meta.json", "{\"size\":1}");
    bucket.put(prefix + "/meta/collection_meta.json", "{\"infos\":[]}");

    var refused = catchThrowableOfType(Refused.class, this::read);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(refused.reason()).contains(prefix + "/meta/partition_meta.json");
  }

  @Test
  void saysThatABucketDoesNotExist() {
    var elsewhere = new BackupLocation("no-such-bucket", "a");

    var refused =
        catchThrowableOfType(Refused.class, () -> new MetaReader(bucket.client()).read(elsewhere));

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_NOT_FOUND);
    assertThat(refused.reason()).contains("no-such-bucket");
  }

  @Test
  void warnsOfWhatBelongsNowhereInTheLevelFiles() {
    bucket.put(prefix + "/meta/backup_meta.json", "{\"size\":1}");
    bucket.put(
        prefix + "/meta/collection_meta.json", "{\"infos\":[{\"collection_id\":1,\"size\":0}]}");
    bucket.put(
        prefix + "/meta/partition_meta.json",
        "{\"infos\":[{\"partition_id\":2,\"collection_id\":9,\"size\":0}]}");
    bucket.put(
        prefix + "/meta/segment_meta.json",
        "{\"infos\":[{\"segment_id\":3,\"partition_id\":2,\"collection_id\":1,\"size\":0}]}");

    assertThat(read().warnings())
        .contains("Partition 2 belongs to no collection.", "Segment 3 belongs to no partition.");
  }

  private BackupMeta read() {
    return new MetaReader(bucket.client()).read(location);
  }
}
