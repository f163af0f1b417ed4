package dev.refloat.automation;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Audit;
import dev.refloat.access.Grants;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStatus;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.BackupType;
import dev.refloat.order.Orders;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.restore.RestoreCluster;
import dev.refloat.restore.RestoreCollections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Orders the restore of a firing, as the one who made its trigger would: by the same checks, with
 * what that one may do now, and in the audit trail under its name.
 */
final class FiringOrder {
  private final BackupStore backups;
  private final RequestFiles files;
  private final Grants grants;
  private final Access access;
  private final Audit audit;
  private final Orders orders;
  private final RestoreCluster restoreCluster;
  private final RestoreCollections restoreCollections;
  private final Function<String, byte[]> keyedHash;

  FiringOrder(
      BackupStore backups,
      RequestFiles files,
      Grants grants,
      Access access,
      Audit audit,
      Orders orders,
      RestoreCluster restoreCluster,
      RestoreCollections restoreCollections,
      Function<String, byte[]> keyedHash) {
    this.backups = backups;
    this.files = files;
    this.grants = grants;
    this.access = access;
    this.audit = audit;
    this.orders = orders;
    this.restoreCluster = restoreCluster;
    this.restoreCollections = restoreCollections;
    this.keyedHash = keyedHash;
  }

  /** A restore that a firing asks for. */
  private record Wanted(TriggeredRestore restore, String clusterId) {}

  /**
   * Which backup it is to be, and by which ids it will be known. It is asked once for each firing:
   * the newest backup is another one later.
   *
   * @throws Refused where there is no such backup, or the file that fired it cannot be read
   */
  Firings.Begun choose(RestoreTrigger trigger, Firing firing) {
    Wanted wanted = wanted(trigger, firing);
    String backupId = backupId(wanted, firing);
    Operation operation = operation(trigger, firing);
    return new Firings.Begun(
        backupId,
        operation.jobId(),
        wanted.restore().destination().orElseGet(operation::clusterId));
  }

  /**
   * Starts the job. What was started before is carried on with.
   *
   * @param firing that runs
   * @throws Refused where whoever made the trigger may not, or what is there does not allow it
   */
  void start(RestoreTrigger trigger, Firing firing) {
    var change =
        new Audit.Change(
            trigger.creator().principal(),
            firing.firingId(),
            "FIRE",
            "/v2/restoreTriggers/" + trigger.triggerId(),
            "");
    audit.tell(change, () -> started(trigger, firing), FiringOrder::made);
  }

  private static String made(String jobId) {
    return Json.text(Map.of("jobId", jobId));
  }

  private String started(RestoreTrigger trigger, Firing firing) {
    Principal creator = grants.apply(trigger.creator().principal());
    Wanted wanted = wanted(trigger, firing);
    String backupId = firing.backupId().orElseThrow();
    Operation operation = operation(trigger, firing);
    TriggeredRestore restore = wanted.restore();
    restore.check();
    if (restore.isOfCollections()) {
      Orders.OfCollections order =
          orders.ofCollections(creator, wanted.clusterId(), backupId, restore::body);
      return restoreCollections
          .start(order.request(), order.backup(), order.destination(), order.createdBy(), operation)
          .jobId();
    }
    Orders.OfCluster order = orders.ofCluster(creator, wanted.clusterId(), backupId, restore::body);
    if (trigger.definition().dropsClusters()) {
      access.requireProject(creator, order.request().projectId(), Action.CLUSTER_DELETE);
    }
    return restoreCluster
        .start(order.request(), order.backup(), order.createdBy(), operation)
        .jobId();
  }

  private Wanted wanted(RestoreTrigger trigger, Firing firing) {
    TriggerDefinition definition = trigger.definition();
    Optional<TriggeredRestore> file = firing.file().map(files::read);
    TriggeredRestore restore = definition.restoreAt(firing.time(), file, scratchName(firing));
    String clusterId =
        definition
            .sourceClusterId()
            .or(restore::clusterId)
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.CLUSTER_ID_EMPTY,
                        "clusterId is missing; it must be the id of the cluster that was backed"
                            + " up."));
    return new Wanted(restore, clusterId);
  }

  static String scratchName(Firing firing) {
    return firing.firingId().replace("fire-", "drill-");
  }

  private String backupId(Wanted wanted, Firing firing) {
    Optional<String> named = wanted.restore().backup();
    return named.filter(name -> !name.equals(TriggeredRestore.LATEST)).isPresent()
        ? named.get()
        : named.isEmpty() && firing.backupId().isPresent()
            ? firing.backupId().get()
            : latest(wanted);
  }

  private String latest(Wanted wanted) {
    boolean anyType = wanted.restore().isOfCollections();
    return backups.ofCluster(wanted.clusterId()).stream()
        .filter(backup -> backup.status() == BackupStatus.AVAILABLE)
        .filter(backup -> anyType || backup.type() == BackupType.CLUSTER)
        .max(Comparator.comparing(BackupRecord::createTime).thenComparing(BackupRecord::backupId))
        .map(BackupRecord::backupId)
        .orElseThrow(
            () ->
                new Refused(
                    ErrorCode.BACKUP_NOT_FOUND,
                    "Cluster "
                        + wanted.clusterId()
                        + " has no backup that is AVAILABLE"
                        + (anyType ? "." : " and of type CLUSTER.")));
  }

  private Operation operation(RestoreTrigger trigger, Firing firing) {
    return new Operation(trigger.token(), keyedHash).part(firing.firingId());
  }
}
