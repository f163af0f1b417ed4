package dev.refloat.backup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a backup's meta against itself, before any of its files is looked at.
 *
 * <p>A finding is a problem where the restored data would be wrong or could not be told apart, and
 * a warning where a sound backup can look so. Of the whole backup:
 *
 * <ul>
 *   <li>The writer says that it failed: problem. That it still runs: warning, since some writers
 *       never wrote the end.
 *   <li>A collection's id or its name in its database is not unique: problem, they would overwrite
 *       each other.
 *   <li>An alias is on two collections: warning. The writer describes one collection after the
 *       other, and an alias may move meanwhile.
 *   <li>The size is not that of the collections: warning. Sizes are the writer's bookkeeping: it
 *       counts all it finds in a segment's folders, and segments whose partition was dropped
 *       meanwhile; what is restored is decided by comparing every object.
 *   <li>A collection's database is not listed: warning, where any is: what was set on it is lost.
 * </ul>
 *
 * <p>Of collections see {@link CollectionCheck}, of segments {@link SegmentCheck}.
 */
public final class MetaCheck {
  private final BackupMeta meta;
  private final FindingList findings = new FindingList();

  private MetaCheck(BackupMeta meta) {
    this.meta = meta;
  }

  public static Findings check(BackupMeta meta) {
    var check = new MetaCheck(meta);
    check.checkBackup();
    check.checkNames();
    check.checkAliases();
    meta.collections().forEach(c -> new CollectionCheck(c, check.findings).run());
    return check.findings.toFindings();
  }

  /** Whether the writer says that it did not come to a good end. */
  static boolean writerFailed(BackupMeta meta) {
    return meta.state() == BackupMeta.WriterState.FAILED
        || meta.state() == BackupMeta.WriterState.TIMED_OUT;
  }

  private void checkBackup() {
    findings.about("backup " + Excerpt.of(meta.name()));
    findings.problemIf(writerFailed(meta), "its writer recorded that it failed");
    findings.warningIf(
        meta.state() == BackupMeta.WriterState.RUNNING, "its writer did not record its end");
    long sum = meta.collections().stream().mapToLong(CollectionMeta::size).sum();
    findings.warningIf(
        sum != meta.size(), "its size is " + meta.size() + ", that of its collections " + sum);
  }

  private void checkNames() {
    Map<String, Long> names = new HashMap<>();
    Set<Long> ids = new HashSet<>();
    Set<String> databases =
        meta.databases().stream().map(DatabaseMeta::name).collect(Collectors.toSet());
    for (CollectionMeta collection : meta.collections()) {
      findings.about(CollectionCheck.subject(collection));
      findings.problemIf(!ids.add(collection.collectionId()), "its id is not unique");
      Long other = names.putIfAbsent(collection.qualifiedName(), collection.collectionId());
      if (other != null) {
        findings.problem("collection " + other + " has the same name");
      }
      findings.warningIf(
          !databases.isEmpty() && !databases.contains(collection.dbName()),
          "the backup does not list its database");
    }
  }

  private void checkAliases() {
    Map<String, String> owners = new HashMap<>();
    for (CollectionMeta collection : meta.collections()) {
      findings.about(CollectionCheck.subject(collection));
      for (String alias : collection.aliases()) {
        String owner =
            owners.putIfAbsent(collection.dbName() + "." + alias, collection.qualifiedName());
        findings.warningIf(
            owner != null,
            "its alias "
                + Excerpt.of(alias)
                + " is also that of "
                + Excerpt.of(String.valueOf(owner)));
      }
    }
  }
}
