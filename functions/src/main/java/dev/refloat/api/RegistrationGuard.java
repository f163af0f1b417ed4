package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupLocation;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.BackupType;
import dev.refloat.backup.CreationMethod;
import dev.refloat.input.Field;
import dev.refloat.input.Input;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.Optional;

/**
 * Decides who may register which files as a backup.
 *
 * <p>The function can read every file in the backup bucket, so the project that the caller names is
 * not enough: files that lie under a project's id, or that are registered in a project already, are
 * registered only by who may manage the backups of that project too.
 */
final class RegistrationGuard implements Guard<RegistrationGuard.Registration> {
  static final Shape SHAPE =
      Shape.of(
          Field.required("uri", Rule.Text.ofUpTo(2048)),
          Field.required("projectId", Rule.Text.projectId()),
          Field.optional(
              "backupType", Rule.Choice.of(BackupType.class, ErrorCode.BACKUP_TYPE_UNKNOWN)),
          Field.optional(
              "creationMethod",
              Rule.Choice.of(CreationMethod.class, ErrorCode.CREATION_METHOD_UNKNOWN)));

  private final Access access;
  private final BackupStore backups;
  private final String backupBucket;

  RegistrationGuard(Access access, BackupStore backups, String backupBucket) {
    this.access = access;
    this.backups = backups;
    this.backupBucket = backupBucket;
  }

  /** What is to be registered. */
  record Registration(
      String clusterId,
      String projectId,
      BackupLocation location,
      Optional<BackupType> type,
      Optional<CreationMethod> method) {}

  @Override
  public Registration admit(Principal principal, Request request) {
    String clusterId = request.clusterId();
    Input body = SHAPE.require(request.body());
    String projectId = body.text("projectId");
    access.requireProject(principal, projectId, Action.BACKUP_MANAGE);
    BackupLocation location = location(body.text("uri"));
    String backupId = BackupRecord.idOf(location);
    access.requireBackup(
        principal,
        projectId,
        clusterId,
        backupId,
        Action.BACKUP_MANAGE,
        () -> new IllegalStateException("The project was the caller's a moment ago"));
    String folder = location.prefix().split("/", 2)[0];
    if (Ids.isProject(folder)) {
      access.requireProject(principal, folder, Action.BACKUP_MANAGE);
    }
    backups
        .find(clusterId, backupId)
        .map(BackupRecord::projectId)
        .ifPresent(owner -> access.requireProject(principal, owner, Action.BACKUP_MANAGE));
    return new Registration(
        clusterId,
        projectId,
        location,
        body.findChoice("backupType", BackupType.class),
        body.findChoice("creationMethod", CreationMethod.class));
  }

  private BackupLocation location(String uri) {
    BackupLocation location = BackupLocation.parse(uri);
    if (!location.bucket().equals(backupBucket)) {
      throw new Refused(
          ErrorCode.BACKUP_URI_MALFORMED,
          "uri must lie in the backup bucket: s3://" + backupBucket + "/prefix/backupName.");
    }
    return location;
  }
}
