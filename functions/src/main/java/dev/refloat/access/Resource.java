package dev.refloat.access;

/** What an action is done to. */
public sealed interface Resource {
  String organizationId();

  /** The organization itself: what concerns more than one project. */
  record Organization(String organizationId) implements Resource {}

  /** A resource in a project. */
  sealed interface InProject extends Resource {
    String projectId();
  }

  record Project(String organizationId, String projectId) implements InProject {}

  /** A resource that the scope of a key can leave out. */
  sealed interface OfCluster extends InProject {
    String clusterId();
  }

  /** A cluster; a job is one too, that of the cluster it restores to. */
  record Cluster(String organizationId, String projectId, String clusterId) implements OfCluster {}

  /**
   * A backup.
   *
   * @param clusterId that was backed up, whether it still exists or not
   */
  record Backup(String organizationId, String projectId, String clusterId, String backupId)
      implements OfCluster {}
}
