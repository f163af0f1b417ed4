package dev.refloat.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The roles that every project has. */
public enum ProjectRole implements Entitlement {
  ADMIN("Admin", EnumSet.complementOf(EnumSet.of(Action.ORGANIZATION_MANAGE))),
  READ_WRITE("Read-Write", views()),
  READ_ONLY("Read-Only", views());

  private final String title;
  private final Set<Action> actions;

  ProjectRole(String title, Set<Action> actions) {
    this.title = title;
    this.actions = Set.copyOf(actions);
  }

  /**
   * Who may write data may not therefore bring old data back: the two differ only in what an engine
   * lets them do.
   */
  private static Set<Action> views() {
    return EnumSet.of(Action.PROJECT_VIEW, Action.BACKUP_VIEW, Action.CLUSTER_VIEW);
  }

  /** As the contract writes it. */
  public String title() {
    return title;
  }

  public static Optional<ProjectRole> titled(String title) {
    return Arrays.stream(values()).filter(role -> role.title.equals(title)).findFirst();
  }

  @Override
  public boolean allows(Action action, Resource resource) {
    return actions.contains(action);
  }
}
