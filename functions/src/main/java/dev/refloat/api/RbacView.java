package dev.refloat.api;

import dev.refloat.rbac.Grant;
import dev.refloat.rbac.PrivilegeGroup;
import dev.refloat.rbac.Rbac;
import dev.refloat.rbac.Role;
import dev.refloat.rbac.User;
import java.util.List;
import java.util.stream.Stream;

/** Who may do what in a cluster, as the API shows it: without password hashes. */
record RbacView(
    String clusterId,
    List<UserView> users,
    List<RoleView> roles,
    List<PrivilegeGroupView> privilegeGroups) {

  record UserView(String userName, List<String> roles) {}

  /**
   * A role.
   *
   * @param builtIn whether every cluster has it; only those are listed that a restore granted
   *     something
   */
  record RoleView(String roleName, boolean builtIn, List<Grant> grants) {}

  record PrivilegeGroupView(String groupName, List<String> privileges) {}

  static RbacView of(String clusterId, Rbac rbac) {
    return new RbacView(
        clusterId,
        users(rbac).map(user -> new UserView(user.name(), user.roles())).toList(),
        rbac.roles().stream().map(RbacView::role).toList(),
        rbac.groups().stream().map(RbacView::group).toList());
  }

  /** Every cluster has its administrator, whatever was restored. */
  private static Stream<User> users(Rbac rbac) {
    boolean known = rbac.users().stream().anyMatch(u -> u.name().equals(User.ADMINISTRATOR));
    return known
        ? rbac.users().stream()
        : Stream.concat(Stream.of(User.administrator()), rbac.users().stream());
  }

  private static RoleView role(Role role) {
    return new RoleView(role.name(), Role.isBuiltIn(role.name()), role.grants());
  }

  private static PrivilegeGroupView group(PrivilegeGroup group) {
    return new PrivilegeGroupView(group.name(), group.privileges());
  }
}
