package dev.refloat.restore;

import dev.refloat.backup.BackupInventory;
import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupMeta;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.CollectionMeta;
import dev.refloat.backup.CollectionObjects;
import dev.refloat.backup.Compatibility;
import dev.refloat.backup.Finding;
import dev.refloat.backup.Findings;
import dev.refloat.backup.Inventory;
import dev.refloat.backup.MetaCheck;
import dev.refloat.backup.MetaReader;
import dev.refloat.cluster.Cluster;
import dev.refloat.job.Job;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the backup of a job: its meta, and the objects of what is wanted of it. */
final class Source {
  private final BackupStore backups;
  private final MetaReader metaReader;
  private final BackupInventory inventory;
  private final String bucket;

  /**
   * @param bucket the one that backups are copied from
   */
  Source(BackupStore backups, MetaReader metaReader, BackupInventory inventory, String bucket) {
    this.backups = backups;
    this.metaReader = metaReader;
    this.inventory = inventory;
    this.bucket = bucket;
  }

  /**
   * A backup's meta, and where it was read.
   *
   * @param backup as it is registered, with its databases
   * @param warnings of what it means for this cluster
   */
  record Opened(
      BackupRecord backup, BackupLocation location, BackupMeta meta, List<String> warnings) {}

  /**
   * What is wanted of a backup.
   *
   * @param part of the meta: it fits itself
   * @param findings about it that are no problems
   */
  record Wanted(Opened opened, BackupMeta part, Findings findings) {
    /** What is to be copied, as the meta says; two targets may come from one collection. */
    List<Parallelism.Size> sizes(Collection<Target> targets) {
      Map<String, CollectionMeta> byName =
          part.collections().stream()
              .collect(Collectors.toMap(CollectionMeta::qualifiedName, Function.identity()));
      return targets.stream()
          .map(target -> Objects.requireNonNull(byName.get(target.source())))
          .map(found -> new Parallelism.Size(found.logs(), found.size()))
          .toList();
    }
  }

  /**
   * What is wanted of a backup, compared with its files.
   *
   * @param collections by {@code database.collection}
   * @param lists requests that it took to find them
   * @param warnings for people
   */
  record Checked(Map<String, CollectionObjects> collections, long lists, List<String> warnings) {}

  /**
   * Reads the meta of the job's backup.
   *
   * @throws Refused where the backup is gone, cannot be read, or is not for this cluster
   */
  Opened open(Job job, Cluster cluster) {
    BackupRecord backup =
        backups
            .find(job.sourceClusterId(), job.backupId())
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.BACKUP_NOT_FOUND,
                        "Backup " + job.backupId() + " was deleted before the restore began."));
    BackupLocation location = backup.location();
    if (!location.bucket().equals(bucket)) {
      throw new Refused(
          ErrorCode.BACKUP_NOT_FOUND,
          "Backup %s is at %s, but backups are read from bucket %s. Copy it there and register it."
              .formatted(job.backupId(), location, bucket));
    }
    BackupMeta meta = metaReader.read(location);
    Compatibility.require(meta.milvusVersion(), cluster.milvusVersion());
    var warning = Compatibility.warning(meta.milvusVersion(), cluster.milvusVersion());
    return new Opened(backup, location, meta, warning.stream().toList());
  }

  /**
   * Checks only what is wanted: damage to another collection does not matter.
   *
   * @throws Refused where the meta does not fit itself, naming what is wrong
   */
  Wanted select(Opened opened, Collection<Target> targets) {
    BackupMeta part =
        opened.meta().only(targets.stream().map(Target::source).collect(Collectors.toSet()));
    Findings findings = MetaCheck.check(part);
    findings.refuseProblems();
    return new Wanted(opened, part, findings);
  }

  /**
   * Lists the files of what is wanted.
   *
   * @throws Refused where the meta does not fit them, naming what is wrong
   */
  Checked compare(Wanted wanted) {
    Opened opened = wanted.opened();
    BackupMeta part = wanted.part();
    boolean whole = part.collections().size() == opened.meta().collections().size();
    Inventory found =
        whole
            ? inventory.take(opened.location(), part)
            : inventory.takeOnly(opened.location(), part);
    return new Checked(
        found.collections().stream()
            .collect(Collectors.toMap(c -> c.meta().qualifiedName(), Function.identity())),
        found.lists(),
        Stream.of(
                opened.warnings().stream(),
                part.warnings().stream(),
                wanted.findings().warnings().stream().map(Finding::toString))
            .flatMap(Function.identity())
            .toList());
  }
}
