package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupRegistrarTest {
  private static final String PROJECT = "proj-1234";
  private static final String CLUSTER = "in01-source00000001";
  private static final String FULL = "/meta/full_meta.json";

  @TempDir static Path directory;
  private static BackupBucket bucket;
  private static int count;

  private final String prefix = PROJECT + "/" + CLUSTER + "/backup_" + count++;
  private final BackupLocation location = new BackupLocation(BackupBucket.NAME, prefix);
  private final BackupStore store =
      new BackupStore(EmbeddedAws.dynamoDb(), EmbeddedAws.newTable().name());
  private BackupRegistrar registrar;

  @BeforeAll
  static void start() throws Exception {
    bucket = new BackupBucket(directory);
  }

  @BeforeEach
  void connect() {
    registrar = new BackupRegistrar(new MetaReader(bucket.client()), store, "2.6");
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  @Test
  void registersARealBackupThatArrives() throws Exception {
    bucket.upload(RealBackup.folder(), prefix);

    BackupRecord backup = registrar.look(BackupBucket.NAME, prefix + FULL).orElseThrow();

    assertThat(backup.projectId()).isEqualTo(PROJECT);
    assertThat(backup.clusterId()).isEqualTo(CLUSTER);
    assertThat(backup.backupName()).isEqualTo(location.backupName());
    assertThat(backup.location()).isEqualTo(location);
    assertThat(backup.size()).isEqualTo(435_685);
    assertThat(backup.createTime()).isEqualTo(Instant.ofEpochMilli(1689766063856L));
    assertThat(backup.type()).isEqualTo(BackupType.CLUSTER);
    assertThat(backup.creationMethod()).isEqualTo(CreationMethod.MANUAL);
    assertThat(backup.status()).isEqualTo(BackupStatus.AVAILABLE);
    assertThat(backup.restoreNewInstancePolicies()).containsExactly("LATEST", "ORIGINAL");
    assertThat(backup.hasRbac()).isFalse();
    assertThat(backup.collectionCount()).isEqualTo(2);
    assertThat(backup.databases())
        .containsExactly(
            new DatabaseSummary(
                "default",
                2,
                List.of(
                    new CollectionSummary(
                        "hello_milvus", "hello_milvus", LoadState.NOT_LOADED, 3000, 146504, 1, 1),
                    new CollectionSummary(
                        "hello_milvus2",
                        "hello_milvus2",
                        LoadState.NOT_LOADED,
                        6000,
                        289181,
                        1,
                        2))));
    assertThat(store.find(CLUSTER, backup.backupId())).contains(backup);
  }

  @Test
  void registersABackupOnce() {
    bucket.put(prefix + FULL, "{\"size\":1}");

    BackupRecord first = register();
    BackupRecord second = register();

    assertThat(second).isEqualTo(first);
    assertThat(first.backupId()).matches("backup[0-9a-f]{20}");
    assertThat(store.list(BackupQuery.ofProject(PROJECT)).count()).isEqualTo(1);
  }

  @Test
  void takesTheTimeOfTheFileWhereTheMetaHasNone() {
    bucket.put(prefix + FULL, "{\"size\":1}");

    assertThat(register().createTime())
        .isCloseTo(Instant.now(), Assertions.within(5, ChronoUnit.MINUTES));
  }

  @ParameterizedTest
  @CsvSource({
    "v2.6.0, LATEST ORIGINAL",
    "v2.3.4, LATEST",
    "v3.1.0, ORIGINAL",
    "v2.1.0, ''",
    "07ab9c6, LATEST ORIGINAL"
  })
  void offersTheVersionsThatItCanBeRestoredTo(String version, String policies) {
    bucket.put(prefix + FULL, "{\"milvus_version\":\"" + version + "\"}");

    assertThat(String.join(" ", register().restoreNewInstancePolicies())).isEqualTo(policies);
  }

  @Test
  void readsAnotherMetaOfTheSameBackup() {
    bucket.put(prefix + FULL, "{\"size\":1}");
    BackupRecord first = register();
    bucket.put(prefix + FULL, "{\"size\":2}");

    BackupRecord second = register();

    assertThat(second.size()).isEqualTo(2);
    assertThat(second.backupId()).isEqualTo(first.backupId());
    assertThat(second.metaETag()).isNotEqualTo(first.metaETag());
    assertThat(store.list(BackupQuery.ofProject(PROJECT)).count()).isEqualTo(1);
  }

  @Test
  void keepsWhatWasAskedForWhenAnEventComesLater() {
    bucket.put(prefix + FULL, "{\"size\":1}");
    registrar.register(
        location,
        CLUSTER,
        PROJECT,
        Optional.of(BackupType.COLLECTION),
        Optional.of(CreationMethod.AUTO));

    BackupRecord arrived = registrar.look(BackupBucket.NAME, prefix + FULL).orElseThrow();

    assertThat(arrived.type()).isEqualTo(BackupType.COLLECTION);
    assertThat(arrived.creationMethod()).isEqualTo(CreationMethod.AUTO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proj-1234/in01-source/b/meta/backup_meta.json",
        "proj-1234/in01-source/a/b/meta/full_meta.json",
        "in01-source/b/meta/full_meta.json",
        "p/in01-source/b/meta/full_meta.json",
        "proj-1234/source/b/meta/full_meta.json",
        "proj-1234/in01-source/b/xmeta/full_meta.json",
        "",
      })
  void ignoresOtherKeys(String key) {
    assertThat(registrar.look(BackupBucket.NAME, key)).isEmpty();
  }

  @Test
  void refusesABackupWhoseWriterFailed() {
    bucket.put(prefix + FULL, "{\"state_code\":3,\"size\":1}");

    var refused = catchThrowableOfType(Refused.class, this::register);

    assertThat(refused.code()).isEqualTo(ErrorCode.BACKUP_DAMAGED);
    assertThat(refused.reason()).contains(location.uri());
    assertThat(store.list(BackupQuery.ofProject(PROJECT)).count()).isZero();
  }

  private BackupRecord register() {
    return registrar.register(location, CLUSTER, PROJECT, Optional.empty(), Optional.empty());
  }
}
