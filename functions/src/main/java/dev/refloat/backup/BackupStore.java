package dev.refloat.backup;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The registered backups, in the table of the clusters. */
public final class BackupStore {
  /** Only writes to one and the same backup meet. */
  private static final int ATTEMPTS = 20;

  private static final int REVISION_LENGTH = 12;

  private static final Comparator<BackupRecord> NEWEST_FIRST =
      Comparator.comparing(BackupRecord::createTime)
          .thenComparing(BackupRecord::backupId)
          .reversed();

  private final Table table;

  public BackupStore(DynamoDbClient client, String clustersTable) {
    this.table = new Table(client, clustersTable);
  }

  /** As in a list, without its databases: one read less. */
  public Optional<BackupRecord> findRecord(String clusterId, String backupId) {
    return findItem(clusterId, backupId).map(item -> BackupItem.read(item, List.of()));
  }

  public Optional<BackupRecord> find(String clusterId, String backupId) {
    return findItem(clusterId, backupId).map(item -> withDatabases(item, clusterId, backupId));
  }

  /**
   * Stores the record, unless one of a newer meta of the same backup is there.
   *
   * @return the record that is stored now
   */
  public BackupRecord put(BackupRecord backup) {
    return replace(
        backup.clusterId(),
        backup.backupId(),
        stored ->
            stored.filter(s -> s.metaModified().isAfter(backup.metaModified())).orElse(backup));
  }

  /**
   * Stores what {@code next} makes of the record that is stored; where another writer was faster it
   * is asked again, with what that one stored. Nothing is written where it returns what it was
   * given.
   *
   * @return the record that is stored now
   */
  public BackupRecord replace(
      String clusterId, String backupId, Function<Optional<BackupRecord>, BackupRecord> next) {
    return replaceIfAny(clusterId, backupId, next.andThen(Optional::of)).orElseThrow();
  }

  /**
   * The same, where {@code next} may find that there is nothing to store.
   *
   * @return the record that is stored now; empty where {@code next} has none
   */
  public Optional<BackupRecord> replaceIfAny(
      String clusterId,
      String backupId,
      Function<Optional<BackupRecord>, Optional<BackupRecord>> next) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Item> item = findItem(clusterId, backupId);
      Optional<BackupRecord> stored = item.map(i -> withDatabases(i, clusterId, backupId));
      Optional<BackupRecord> wanted = next.apply(stored);
      if (wanted.isEmpty() || stored.equals(wanted) || write(wanted.get(), item)) {
        return wanted;
      }
    }
    throw new IllegalStateException("Backup is written by too many at once");
  }

  /** Record and summary together, so that nobody reads one without the other. */
  private boolean write(BackupRecord backup, Optional<Item> stored) {
    var put = Write.put(table, BackupItem.record(backup, Ids.random(REVISION_LENGTH)));
    return new Transaction()
        .with(
            stored
                .map(s -> put.ifEquals(BackupItem.REVISION, s.text(BackupItem.REVISION)))
                .orElseGet(put::ifAbsent))
        .with(Write.put(table, BackupItem.summary(backup)))
        .run()
        .isEmpty();
  }

  /** All of a cluster, in no order, without their databases. */
  public List<BackupRecord> ofCluster(String clusterId) {
    return table.query(BackupItem.partition(clusterId), BackupItem.recordKey("")).stream()
        .map(item -> BackupItem.read(item, List.of()))
        .toList();
  }

  public BackupPage list(BackupQuery query) {
    return list(query, backup -> true);
  }

  /**
   * The backups of the projects, newest first, without their databases. Eventually consistent.
   *
   * @param visible whether the caller may see it; what is not visible is not counted
   */
  public BackupPage list(BackupQuery query, Predicate<BackupRecord> visible) {
    List<BackupRecord> all =
        query.projectIds().stream()
            .distinct()
            .flatMap(project -> table.listing(BackupItem.listKey(project)))
            .map(item -> BackupItem.read(item, List.of()))
            .filter(query::matches)
            .filter(visible)
            .sorted(NEWEST_FIRST)
            .toList();
    List<BackupRecord> page =
        all.stream()
            .skip((query.currentPage() - 1L) * query.pageSize())
            .limit(query.pageSize())
            .toList();
    return new BackupPage(all.size(), query.currentPage(), query.pageSize(), page);
  }

  private Optional<Item> findItem(String clusterId, String backupId) {
    return table.find(BackupItem.partition(clusterId), BackupItem.recordKey(backupId));
  }

  private BackupRecord withDatabases(Item item, String clusterId, String backupId) {
    List<DatabaseSummary> databases =
        table
            .find(BackupItem.partition(clusterId), BackupItem.summaryKey(backupId))
            .map(BackupItem::databases)
            .orElse(List.of());
    return BackupItem.read(item, databases);
  }
}
