package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.access.Project;
import dev.refloat.access.Resource;
import dev.refloat.backup.BackupRecord;
import dev.refloat.cluster.Cluster;
import dev.refloat.job.Job;
import java.util.List;

/**
 * What a list may show to a caller.
 *
 * @param action that the caller must be allowed to do to what it shows
 * @param projects in which it may do that to something at least
 */
record Sight(Principal caller, Action action, List<Project> projects) {
  private static final String NO_ID = "-";

  boolean holds(Cluster cluster) {
    return holds(
        new Resource.Cluster(caller.organizationId(), cluster.projectId(), cluster.clusterId()));
  }

  boolean holds(BackupRecord backup) {
    return holds(
        new Resource.Backup(
            caller.organizationId(), backup.projectId(), backup.clusterId(), backup.backupId()));
  }

  boolean holds(Job job) {
    return holds(
        new Resource.Backup(
            caller.organizationId(), job.projectId(), job.clusterId(), job.backupId()));
  }

  /** Whether it holds every job and backup of a project: then also one that has no such id. */
  boolean holdsAllOf(Project project) {
    return holds(new Resource.Backup(caller.organizationId(), project.id(), NO_ID, NO_ID));
  }

  private boolean holds(Resource resource) {
    return Access.allows(caller, action, resource);
  }
}
