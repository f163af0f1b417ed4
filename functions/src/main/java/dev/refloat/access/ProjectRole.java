package dev.refloat.access;

import java.util.Arrays;
import java.util.Optional;

/** The roles that every project has. */
public enum ProjectRole implements Entitlement {
  ADMIN("Admin"),
  READ_WRITE("Read-Write"),
  READ_ONLY("Read-Only");

  private final String title;

  ProjectRole(String title) {
    this.title = title;
  }

  /** As the contract writes it. */
  public String title() {
    return title;
  }

  public static Optional<ProjectRole> titled(String title) {
    return Arrays.stream(values()).filter(role -> role.title.equals(title)).findFirst();
  }

  /**
   * Who may write data may not therefore bring old data back: Read-Write and Read-Only differ only
   * in what an engine lets them do.
   */
  @Override
  public boolean allows(Action action, Resource resource) {
    return switch (action) {
      case ORGANIZATION_MANAGE -> false;
      case PROJECT_VIEW, BACKUP_VIEW, CLUSTER_VIEW -> true;
      case ACCESS_MANAGE, BACKUP_MANAGE, CLUSTER_CREATE, CLUSTER_MODIFY, CLUSTER_DELETE ->
          this == ADMIN;
    };
  }
}
