package dev.refloat.access;

import dev.refloat.platform.Ids;
import dev.refloat.platform.Item;
import dev.refloat.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody made.
 *
 * @param projectId the project whose role it is; null for one of the whole organization, which can
 *     be given in each of its projects
 * @param createdBy the key that made it
 */
public record CustomRole(
    String id,
    String organizationId,
    @Nullable String projectId,
    String name,
    String description,
    List<Statement> policies,
    String createdBy,
    Instant createdAt)
    implements Entitlement {

  public CustomRole {
    policies = List.copyOf(policies);
  }

  /** What the privileges of a policy are about. */
  public enum ResourceType {
    backup,
    serving_cluster
  }

  /**
   * Some privileges on some resources.
   *
   * @param privileges as the contract names them, without the type
   * @param resources ids of clusters, and for backups also ids of backups; empty: all
   */
  public record Statement(
      ResourceType resourceType, Set<String> privileges, Set<String> resources) {
    public Statement {
      privileges = Set.copyOf(privileges);
      resources = Set.copyOf(resources);
    }

    boolean allows(Action action, Resource resource) {
      return action.isOf(resourceType, privileges)
          && (resources.isEmpty() || holds(action, resource));
    }

    /** A cluster that is yet to be made has no id that a policy could name. */
    private boolean holds(Action action, Resource resource) {
      return switch (resource) {
        case Resource.Organization _ -> false;
        case Resource.Project _ -> action != Action.CLUSTER_CREATE;
        case Resource.Cluster cluster -> resources.contains(cluster.clusterId());
        case Resource.Backup backup ->
            resources.contains(backup.clusterId()) || resources.contains(backup.backupId());
      };
    }
  }

  static String newId() {
    return "role-" + Ids.random(20);
  }

  /** A project can be seen by whoever may do anything in it. */
  @Override
  public boolean allows(Action action, Resource resource) {
    return action == Action.PROJECT_VIEW
        || policies.stream().anyMatch(policy -> policy.allows(action, resource));
  }

  boolean isOf(String project) {
    return projectId == null || projectId.equals(project);
  }

  static CustomRole of(Item item) {
    return new CustomRole(
        item.text("roleId"),
        item.text("organizationId"),
        item.findText("projectId").orElse(null),
        item.text("name"),
        item.findText("description").orElse(""),
        List.of(Json.read(item.text("policies"), Statement[].class)),
        item.text("createdBy"),
        item.instant("createdAt"));
  }

  Item fill(Item key) {
    return key.with("roleId", id)
        .with("organizationId", organizationId)
        .with("projectId", projectId)
        .with("name", name)
        .with("description", description)
        .with("policies", Json.text(policies))
        .with("createdBy", createdBy)
        .with("createdAt", createdAt);
  }
}
