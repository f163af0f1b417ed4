package dev.refloat.rbac;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.refloat.backup.RbacMeta;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may do what in a cluster. */
public record Rbac(List<User> users, List<Role> roles, List<PrivilegeGroup> groups) {
  public static final Rbac NONE = new Rbac(List.of(), List.of(), List.of());

  public Rbac {
    users = List.copyOf(users);
    roles = List.copyOf(roles);
    groups = List.copyOf(groups);
  }

  /**
   * What a backup has. A role that only a grant or a user names is one too: without it these would
   * be lost.
   */
  public static Rbac of(RbacMeta meta) {
    Map<String, List<Grant>> grants =
        meta.grants().stream()
            .collect(groupingBy(RbacMeta.Grant::role, mapping(Grant::of, toList())));
    return new Rbac(
        meta.users().stream().filter(user -> !user.name().isEmpty()).map(User::of).toList(),
        roleNames(meta).stream()
            .map(name -> new Role(name, grants.getOrDefault(name, List.of()), Origin.NONE))
            .toList(),
        meta.groups().stream()
            .filter(group -> !group.name().isEmpty())
            .map(PrivilegeGroup::of)
            .toList());
  }

  private static Set<String> roleNames(RbacMeta meta) {
    var names = new LinkedHashSet<>(meta.roles());
    meta.grants().forEach(grant -> names.add(grant.role()));
    meta.users().forEach(user -> names.addAll(user.roles()));
    // Without a name nobody can ask for it.
    names.remove("");
    return names;
  }

  /** Of all roles. */
  public int grants() {
    return roles.stream().mapToInt(role -> role.grants().size()).sum();
  }
}
