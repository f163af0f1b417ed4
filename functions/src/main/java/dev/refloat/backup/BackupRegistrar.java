package dev.refloat.backup;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers backups: reads their meta and stores what it says. The same backup registered twice is
 * one, and an event that comes late does not undo what a newer one stored.
 */
public final class BackupRegistrar {
  /** projectId, clusterId, backupName, "meta", "full_meta.json". */
  private static final int ARRIVED_PARTS = 5;

  private static final Logger log = LoggerFactory.getLogger(BackupRegistrar.class);

  private final MetaReader reader;
  private final BackupStore store;
  private final String newestMilvus;

  /**
   * @param newestMilvus the version of clusters that need not have the one that was backed up
   */
  public BackupRegistrar(MetaReader reader, BackupStore store, String newestMilvus) {
    this.reader = reader;
    this.store = store;
    this.newestMilvus = newestMilvus;
  }

  /**
   * Registers the backup at a location.
   *
   * @param clusterId of the cluster that was backed up
   * @param type empty: as it was registered before, or CLUSTER
   * @param method empty: as it was registered before, or MANUAL
   * @throws Refused where there is no meta, it cannot be read, or its writer says that it failed.
   *     Whether the meta and the files fit is not looked at here
   */
  public BackupRecord register(
      BackupLocation location,
      String clusterId,
      String projectId,
      Optional<BackupType> type,
      Optional<CreationMethod> method) {
    BackupRecord read =
        describe(complete(reader.read(location), location), location, clusterId, projectId);
    BackupRecord stored =
        store.replace(clusterId, read.backupId(), before -> merge(read, before, type, method));
    logStored(stored);
    return stored;
  }

  private static BackupMeta complete(BackupMeta meta, BackupLocation location) {
    if (MetaCheck.writerFailed(meta)) {
      throw new Refused(
          ErrorCode.BACKUP_DAMAGED,
          "The backup at " + location + " is not complete: its writer recorded that it failed.");
    }
    return meta;
  }

  private static void logStored(BackupRecord stored) {
    log.atInfo()
        .addKeyValue("backupId", stored.backupId())
        .addKeyValue("location", stored.location())
        .addKeyValue("status", stored.status())
        .addKeyValue("collections", stored.collectionCount())
        .addKeyValue("bytes", stored.size())
        .log(stored.status() == BackupStatus.DELETED ? "Backup is deleted" : "Backup registered");
  }

  /**
   * Registers a backup whose last file has appeared as {@code
   * {projectId}/{clusterId}/{backupName}/meta/full_meta.json}, or notes that it is deleted where
   * that file is gone. An event only says where to look, so that they may come in any order, late
   * and often. Order of reads: the record, then the file. Of two calls the one that reads the file
   * last writes last, since the other's record is another by then.
   *
   * @param key as S3 sends it through EventBridge, not percent-encoded
   * @return empty where the key is another, which is no error since anything may lie in the bucket;
   *     or where nothing is known of a backup that is gone
   * @throws Refused as {@link #register} does
   */
  public Optional<BackupRecord> look(String bucket, String key) {
    String[] parts = key.split("/", -1);
    boolean ours =
        parts.length == ARRIVED_PARTS
            && Ids.isProject(parts[0])
            && Ids.isCluster(parts[1])
            && key.endsWith("/" + MetaReader.FULL);
    if (!ours) {
      log.atInfo()
          .addKeyValue("bucket", bucket)
          .addKeyValue("key", key)
          .log("Object is no backup of a known place; ignored");
      return Optional.empty();
    }
    String prefix = key.substring(0, key.length() - MetaReader.FULL.length() - 1);
    var location = new BackupLocation(bucket, prefix);
    Optional<BackupRecord> stored =
        store.replaceIfAny(
            parts[1],
            BackupRecord.idOf(location),
            before ->
                reader
                    .readFull(location)
                    .map(meta -> describe(complete(meta, location), location, parts[1], parts[0]))
                    .map(read -> merge(read, before, Optional.empty(), Optional.empty()))
                    .or(() -> before.map(BackupRecord::deleted)));
    stored.ifPresent(BackupRegistrar::logStored);
    return stored;
  }

  /** What is not known to be impossible. */
  private List<String> policies(String milvusVersion) {
    var policies = new ArrayList<String>();
    if (Compatibility.mayBe(milvusVersion, newestMilvus)) {
      policies.add("LATEST");
    }
    if (Compatibility.mayBe(milvusVersion, milvusVersion)) {
      policies.add("ORIGINAL");
    }
    return policies;
  }

  private BackupRecord describe(
      BackupMeta meta, BackupLocation location, String clusterId, String projectId) {
    // S3 keeps whole seconds, writers milliseconds; more would not survive the way through a list.
    Instant created = meta.startTime().orElse(meta.lastModified()).truncatedTo(ChronoUnit.MILLIS);
    return new BackupRecord(
        BackupRecord.idOf(location),
        location.backupName(),
        projectId,
        clusterId,
        "",
        BackupType.CLUSTER,
        CreationMethod.MANUAL,
        BackupStatus.AVAILABLE,
        meta.size(),
        created,
        Optional.empty(),
        location,
        policies(meta.milvusVersion()),
        meta.rbac().isPresent(),
        meta.milvusVersion(),
        meta.eTag(),
        meta.lastModified(),
        meta.collections().size(),
        DatabaseSummary.of(meta));
  }

  private static BackupRecord merge(
      BackupRecord read,
      Optional<BackupRecord> before,
      Optional<BackupType> type,
      Optional<CreationMethod> method) {
    BackupRecord newest =
        before.filter(b -> b.metaModified().isAfter(read.metaModified())).orElse(read);
    return newest.with(
        type.or(() -> before.map(BackupRecord::type)).orElse(read.type()),
        method.or(() -> before.map(BackupRecord::creationMethod)).orElse(read.creationMethod()),
        before
            .map(BackupRecord::status)
            .filter(status -> status == BackupStatus.DELETING)
            .orElse(read.status()));
  }
}
