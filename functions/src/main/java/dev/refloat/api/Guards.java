package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupStore;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.job.Job;
import dev.refloat.job.JobStore;
import dev.refloat.order.Rights;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The guards of the routes. Each is made for an action and finds the resource in the request. What
 * is of another organization answers exactly like what does not exist.
 */
final class Guards {
  private final Access access;
  private final Rights rights;

  Guards(Access access) {
    this.access = access;
    this.rights = new Rights(access);
  }

  /** Lets in whoever has a legal key, for what belongs to nobody. */
  static Guard<Principal> anyKey() {
    return (principal, _) -> principal;
  }

  /** Those projects in which the caller may; for lists of what is in them. */
  Guard<Sight> projects(Action action) {
    return (principal, _) -> new Sight(principal, action, access.projects(principal, action));
  }

  /**
   * The project of the parameter {@code projectId}; without the parameter, all that are allowed.
   */
  Guard<Sight> projectsAskedFor(Action action) {
    return (principal, request) ->
        new Sight(
            principal,
            action,
            request
                .query()
                .text("projectId")
                .map(id -> List.of(access.requireProject(principal, id, action)))
                .orElseGet(() -> access.projects(principal, action)));
  }

  /** An organization's owner, for what concerns more than one project. */
  Guard<Principal> owner() {
    return (principal, _) -> {
      access.requireOrganization(principal);
      return principal;
    };
  }

  /** The cluster of the path. */
  Guard<Cluster> cluster(ClusterStore clusters, Action action) {
    return (principal, request) -> rights.cluster(clusters, request.clusterId(), principal, action);
  }

  /** The backup of the path, of a cluster that may no longer exist. */
  Guard<BackupRecord> backup(BackupStore backups, Action action) {
    return (principal, request) ->
        rights
            .backup(
                backups::find,
                principal,
                request.clusterId(),
                request.pathParameter("backupId"),
                action)
            .backup();
  }

  static Refused noJob(String id) {
    return new Refused(ErrorCode.JOB_NOT_FOUND, "Job " + id + " does not exist.");
  }

  /** The job of the path; it belongs to the cluster that it restores to. */
  Guard<Job> job(JobStore jobs, Action action) {
    return (principal, request) -> {
      String id = request.pathParameter("jobId");
      Supplier<Refused> absent = () -> noJob(id);
      Job job = Optional.of(id).filter(Ids::mayBeOne).flatMap(jobs::find).orElseThrow(absent);
      access.requireBackup(
          principal, job.projectId(), job.clusterId(), job.backupId(), action, absent);
      return job;
    };
  }
}
