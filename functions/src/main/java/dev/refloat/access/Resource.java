package dev.refloat.access;

/**
 * What an action is done to. A backup and a job belong to a project and carry the id of a cluster,
 * so that they are a {@link Cluster} here, whether that cluster still exists or not.
 */
public sealed interface Resource {
  String organizationId();

  String projectId();

  record Project(String organizationId, String projectId) implements Resource {}

  record Cluster(String organizationId, String projectId, String clusterId) implements Resource {}
}
