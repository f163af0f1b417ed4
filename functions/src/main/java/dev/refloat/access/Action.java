package dev.refloat.access;

/** What a route does to its resource. Roles grant these by the names of the contract. */
public enum Action {
  PROJECT_VIEW("project:view"),
  BACKUP_VIEW("backup:view"),
  BACKUP_MANAGE("backup:manage"),
  CLUSTER_CREATE("serving_cluster:create"),
  CLUSTER_VIEW("serving_cluster:view"),
  CLUSTER_MODIFY("serving_cluster:modify"),
  CLUSTER_DELETE("serving_cluster:delete");

  private final String privilege;

  Action(String privilege) {
    this.privilege = privilege;
  }

  public String privilege() {
    return privilege;
  }
}
