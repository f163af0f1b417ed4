package dev.refloat.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BackupStoreTest {
  private static final Instant MODIFIED = Instant.parse("2026-05-01T10:00:00Z");
  private static final String PROJECT = "proj-1234";

  private final BackupStore store =
      new BackupStore(EmbeddedAws.dynamoDb(), EmbeddedAws.newTable().name());

  @Test
  void findsWhatWasStored() {
    BackupRecord backup = backup("a", MODIFIED);

    assertThat(store.put(backup)).isEqualTo(backup);
    assertThat(store.find("in01-source", backup.backupId())).contains(backup);
    assertThat(store.find("in01-other", backup.backupId())).isEmpty();
  }

  @Test
  void aNewerMetaReplacesAnOlderOneAndNotTheOtherWayRound() {
    BackupRecord older = backup("a", MODIFIED);
    BackupRecord newer = sized(backup("a", MODIFIED.plusSeconds(1)), 77);

    assertThat(store.put(older)).isEqualTo(older);
    assertThat(store.put(newer)).isEqualTo(newer);
    assertThat(store.put(older)).isEqualTo(newer);
    assertThat(store.find("in01-source", older.backupId())).contains(newer);
    assertThat(store.list(BackupQuery.ofProject(PROJECT)).count()).isEqualTo(1);
  }

  /** However the writes interleave, the newest meta stays. */
  @Test
  void theNewestOfManyAtOnceStays() throws Exception {
    List<Callable<BackupRecord>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      BackupRecord backup = sized(backup("a", MODIFIED.plusSeconds(i)), i);
      writers.add(() -> store.put(backup));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var written : threads.invokeAll(writers)) {
        assertThat(written.get()).isNotNull();
      }
    }

    assertThat(store.find("in01-source", backup("a", MODIFIED).backupId()))
        .get()
        .extracting(BackupRecord::size)
        .isEqualTo(7L);
  }

  @Test
  void listsTheNewestFirst() {
    BackupRecord first = created(backup("a", MODIFIED), "2026-05-01T10:00:05Z");
    BackupRecord second = created(backup("b", MODIFIED), "2026-05-01T10:00:05.100Z");
    BackupRecord third = created(backup("c", MODIFIED), "2026-05-01T10:00:06Z");
    List.of(second, third, first).forEach(store::put);

    BackupPage page = store.list(BackupQuery.ofProject(PROJECT));

    assertThat(page.count()).isEqualTo(3);
    assertThat(page.backups()).extracting(BackupRecord::backupName).containsExactly("c", "b", "a");
    assertThat(page.backups().getFirst().databases()).isEmpty();
    assertThat(page.backups().getFirst().collectionCount()).isEqualTo(1);
    assertThat(store.list(BackupQuery.ofProject("proj-none")).count()).isZero();
  }

  @Test
  void countsWhatIsOnAllPages() {
    for (int i = 0; i < 5; i++) {
      store.put(created(backup("b" + i, MODIFIED), "2026-05-0" + (i + 1) + "T00:00:00Z"));
    }

    assertThat(page(2, 1)).isEqualTo(List.of("b4", "b3"));
    assertThat(page(2, 3)).isEqualTo(List.of("b0"));
    assertThat(page(2, 4)).isEmpty();
    assertThat(store.list(query(2, 4)).count()).isEqualTo(5);
    assertThat(store.list(query(2, Integer.MAX_VALUE)).backups()).isEmpty();
  }

  @Test
  void filtersByAllThatIsAsked() {
    store.put(
        created(backup("a", MODIFIED), "2026-05-01T00:00:00Z")
            .with(BackupType.COLLECTION, CreationMethod.AUTO, BackupStatus.AVAILABLE));
    store.put(created(backup("b", MODIFIED), "2026-05-02T00:00:00Z"));

    assertThat(names(query(b -> b.type = BackupType.COLLECTION))).containsExactly("a");
    assertThat(names(query(b -> b.method = CreationMethod.MANUAL))).containsExactly("b");
    assertThat(names(query(b -> b.start = "2026-05-02T00:00:00Z"))).containsExactly("b");
    assertThat(names(query(b -> b.start = "2026-05-02T00:00:00.001Z"))).isEmpty();
    assertThat(names(query(b -> b.end = "2026-05-01T00:00:00Z"))).containsExactly("a");
    assertThat(names(query(b -> b.cluster = "in01-other"))).isEmpty();
    assertThat(names(query(b -> b.cluster = "in01-source"))).containsExactly("b", "a");
    assertThat(store.list(BackupQuery.ofProject(PROJECT), b -> b.backupName().equals("a")).count())
        .isEqualTo(1);
  }

  @Test
  void storesABackupOfFiveThousandCollections() {
    BackupMeta meta = Metas.many(5_000, name -> "a_rather_long_collection_name_" + name);
    BackupRecord backup = withDatabases(backup("a", MODIFIED), DatabaseSummary.of(meta));

    store.put(backup);

    assertThat(store.find("in01-source", backup.backupId())).contains(backup);
  }

  private static final class Filter {
    @org.jspecify.annotations.Nullable BackupType type;
    @org.jspecify.annotations.Nullable CreationMethod method;
    @org.jspecify.annotations.Nullable String start;
    @org.jspecify.annotations.Nullable String end;
    @org.jspecify.annotations.Nullable String cluster;
  }

  private static BackupQuery query(java.util.function.Consumer<Filter> change) {
    var filter = new Filter();
    change.accept(filter);
    return new BackupQuery(
        List.of(PROJECT),
        Optional.ofNullable(filter.cluster),
        Optional.ofNullable(filter.type),
        Optional.ofNullable(filter.method),
        Optional.ofNullable(filter.start).map(Instant::parse),
        Optional.ofNullable(filter.end).map(Instant::parse),
        100,
        1);
  }

  private static BackupQuery query(int pageSize, int currentPage) {
    return new BackupQuery(
        List.of(PROJECT),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        pageSize,
        currentPage);
  }

  private List<String> page(int pageSize, int currentPage) {
    return names(query(pageSize, currentPage));
  }

  private List<String> names(BackupQuery query) {
    return store.list(query).backups().stream().map(BackupRecord::backupName).toList();
  }

  private static BackupRecord backup(String name, Instant metaModified) {
    var location = new BackupLocation("backups", "p/" + name);
    return new BackupRecord(
        BackupRecord.idOf(location),
        name,
        PROJECT,
        "in01-source",
        "",
        BackupType.CLUSTER,
        CreationMethod.MANUAL,
        BackupStatus.AVAILABLE,
        10,
        metaModified,
        Optional.empty(),
        location,
        List.of("LATEST", "ORIGINAL"),
        true,
        "2.6.0",
        "\"etag\"",
        metaModified,
        1,
        List.of(
            new DatabaseSummary(
                "default",
                1,
                List.of(new CollectionSummary("c", "about", LoadState.LOADING, 1, 2, 3, 4)))));
  }

  private static BackupRecord created(BackupRecord b, String time) {
    return copy(b, b.size(), Instant.parse(time), b.databases());
  }

  private static BackupRecord sized(BackupRecord b, long size) {
    return copy(b, size, b.createTime(), b.databases());
  }

  private static BackupRecord withDatabases(BackupRecord b, List<DatabaseSummary> databases) {
    return copy(b, b.size(), b.createTime(), databases);
  }

  private static BackupRecord copy(
      BackupRecord b, long size, Instant created, List<DatabaseSummary> databases) {
    return new BackupRecord(
        b.backupId(),
        b.backupName(),
        b.projectId(),
        b.clusterId(),
        b.clusterName(),
        b.type(),
        b.creationMethod(),
        b.status(),
        size,
        created,
        b.expireTime(),
        b.location(),
        b.restoreNewInstancePolicies(),
        b.hasRbac(),
        b.milvusVersion(),
        b.metaETag(),
        b.metaModified(),
        b.collectionCount(),
        databases);
  }
}
