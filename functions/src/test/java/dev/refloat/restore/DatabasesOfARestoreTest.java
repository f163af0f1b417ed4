package dev.refloat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.BackupLocation;
import dev.refloat.cluster.Database;
import dev.refloat.cluster.Databases;
import dev.refloat.job.JobStatus;
import dev.refloat.platform.Json;
import dev.refloat.restore.SampleRestore.Step;
import dev.refloat.testing.EmbeddedAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The sample has the databases {@code default} and {@code media}, each with collections. */
final class DatabasesOfARestoreTest {
  private static final Map<String, String> MEDIA = Map.of("database.max.collections", "100");
  private static final String EMPTY =
      "{\"db_name\":\"empty\",\"db_id\":7,\"properties\":[{\"key\":\"k\",\"value\":\"v\"}]}";

  @Test
  void aDatabaseAppearsWithItsFirstCollection() {
    SampleRestore restore = SampleRestore.create();
    restore.runThrough(Step.VERIFY);
    assertThat(databases(restore)).isEmpty();

    restore.commit(of(restore, "media"));

    assertThat(databases(restore))
        .singleElement()
        .satisfies(
            database -> {
              assertThat(database.dbName()).isEqualTo("media");
              assertThat(database.properties()).isEqualTo(MEDIA);
            });
  }

  @Test
  void aDatabaseWithoutCollectionsAppearsAsTheRestoreSucceeds() {
    SampleRestore restore = withEmptyDatabase();
    restore.runThrough(Step.COMMIT);
    assertThat(names(restore)).containsExactly("default", "media");

    restore.run(Step.FINISH);
    restore.run(Step.FINISH);

    assertThat(databases(restore)).contains(new Database("empty", 7, Map.of("k", "v")));
    assertThat(names(restore)).containsExactly("default", "empty", "media");
  }

  @Test
  void aRestoreThatFailsOrIsCanceledMakesNone() {
    SampleRestore failed = withEmptyDatabase();
    failed.runThrough(Step.VERIFY);
    assertThat(failed.abandon("No room.")).isEqualTo(JobStatus.FAILED);

    SampleRestore canceled = withEmptyDatabase();
    canceled.runThrough(Step.COMMIT);
    canceled.jobs().cancel(canceled.job(), "key-1", canceled.job().startTime());
    assertThat(canceled.finish()).isEqualTo(JobStatus.CANCELED);

    assertThat(databases(failed)).isEmpty();
    assertThat(names(canceled)).containsExactly("default", "media");
  }

  @Test
  void aDatabaseThatIsThereIsNotChanged() {
    SampleRestore first = SampleRestore.ofTheLargest();
    first.runThrough(Step.FINISH);
    List<Database> before = databases(first);
    assertThat(before).hasSize(1);
    String there = before.getFirst().dbName();
    String other = there.equals("media") ? "default" : "media";

    SampleRestore next =
        first.next(
            new Selection(
                List.of(new Selection.Database(other, there, List.of())),
                Load.UNLOADED,
                ConflictPolicy.FAIL,
                Verify.FILES));
    next.runThrough(Step.FINISH);

    assertThat(next.job().status()).isEqualTo(JobStatus.SUCCESSFUL);
    assertThat(databases(first)).isEqualTo(before);
    assertThat(first.visible()).hasSizeGreaterThan(1).allMatch(e -> e.dbName().equals(there));
  }

  @Test
  void aNewDatabaseGetsWhatIsSetOnTheOneThatItComesFrom() {
    SampleRestore first = SampleRestore.ofTheLargest();
    first.runThrough(Step.FINISH);

    SampleRestore next =
        first.next(
            new Selection(
                List.of(new Selection.Database("media", "archive", List.of())),
                Load.UNLOADED,
                ConflictPolicy.FAIL,
                Verify.FILES));
    next.runThrough(Step.FINISH);

    assertThat(databases(first))
        .filteredOn(database -> database.dbName().equals("archive"))
        .extracting(Database::properties)
        .containsExactly(MEDIA);
  }

  @Test
  void whoSeesACollectionOfOldFindsItsDatabase() {
    SampleRestore restore = SampleRestore.ofTheLargest();
    restore.runThrough(Step.COMMIT);
    String db = restore.visible().getFirst().dbName();
    EmbeddedAws.dynamoDb()
        .deleteItem(
            r ->
                r.tableName(restore.settings.clustersTable())
                    .key(
                        dev.refloat.platform.Item.key(
                                "CLUSTER#" + restore.cluster.clusterId(), "DATABASE#" + db)
                            .attributes()));

    assertThat(databases(restore)).isEmpty();
    assertThat(
            new Databases(restore.clustersTable())
                .list(restore.cluster.clusterId(), restore.visible()))
        .containsExactly(Database.named(db));
  }

  private static SampleRestore withEmptyDatabase() {
    SampleRestore restore = SampleRestore.ofOwnBackup();
    BackupLocation location = restore.backup.location();
    String key = location.key("meta/full_meta.json");
    String meta =
        EmbeddedAws.s3()
            .getObjectAsBytes(r -> r.bucket(location.bucket()).key(key))
            .asUtf8String()
            .replace("\"database_backups\":[", "\"database_backups\":[" + EMPTY + ",");
    assertThat(Json.tree(meta).path("database_backups")).hasSize(3);
    EmbeddedAws.s3()
        .putObject(r -> r.bucket(location.bucket()).key(key), RequestBody.fromString(meta));
    return restore;
  }

  private static PlannedCollection of(SampleRestore restore, String dbName) {
    return restore.plans().stream()
        .filter(plan -> plan.dbName().equals(dbName))
        .findFirst()
        .orElseThrow();
  }

  private static List<Database> databases(SampleRestore restore) {
    return restore.wiring.databases().list(restore.cluster.clusterId(), List.of());
  }

  private static List<String> names(SampleRestore restore) {
    return databases(restore).stream().map(Database::dbName).toList();
  }
}
