package dev.refloat.access;

import dev.refloat.access.CustomRole.ResourceType;
import java.util.Optional;
import java.util.Set;

/**
 * What a route does to its resource. Custom roles grant some of these by the names of the contract.
 */
public enum Action {
  /** Making projects, and whatever concerns more than one of them. */
  ORGANIZATION_MANAGE("organization:manage"),
  PROJECT_VIEW("project:view"),
  /** Keys and roles of a project. */
  ACCESS_MANAGE("access:manage"),
  BACKUP_VIEW(ResourceType.backup, "view"),
  BACKUP_MANAGE(ResourceType.backup, "manage"),
  CLUSTER_CREATE(ResourceType.serving_cluster, "create"),
  CLUSTER_VIEW(ResourceType.serving_cluster, "view"),
  CLUSTER_MODIFY(ResourceType.serving_cluster, "modify"),
  CLUSTER_DELETE(ResourceType.serving_cluster, "delete");

  private final String privilege;
  private final Optional<ResourceType> type;

  Action(String privilege) {
    this.privilege = privilege;
    this.type = Optional.empty();
  }

  Action(ResourceType type, String name) {
    this.privilege = type.name() + ":" + name;
    this.type = Optional.of(type);
  }

  public String privilege() {
    return privilege;
  }

  /** Whether a custom role can grant it by one of these names: who may manage may view, too. */
  boolean isOf(ResourceType resourceType, Set<String> names) {
    if (type.isEmpty() || type.get() != resourceType) {
      return false;
    }
    String name = privilege.substring(privilege.indexOf(':') + 1);
    return names.contains(name) || (this == BACKUP_VIEW && names.contains("manage"));
  }
}
