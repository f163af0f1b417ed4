package dev.refloat.rbac;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of users and roles concerns some collections: privileges on these and on nothing else, so
 * that nobody gets more in the cluster than what came with them.
 *
 * <p>A privilege on every collection of a database becomes one on each that was restored. One on a
 * database or on the whole cluster is left out, with the roles that have no other, the users that
 * have no other role, and the privilege groups that no privilege names.
 */
public final class RbacScope {
  private final List<Renamed> restored;

  public RbacScope(List<Renamed> restored) {
    this.restored = List.copyOf(restored);
  }

  public Rbac restrict(Rbac all) {
    List<Role> roles =
        all.roles().stream()
            .map(role -> role.with(restrict(role.grants())))
            .filter(role -> !role.grants().isEmpty())
            .toList();
    Set<String> kept = roles.stream().map(Role::name).collect(toSet());
    Set<String> privileges =
        roles.stream().flatMap(r -> r.grants().stream()).map(Grant::privilege).collect(toSet());
    return new Rbac(
        all.users().stream()
            .map(user -> user.with(user.roles().stream().filter(kept::contains).toList()))
            .filter(user -> !user.roles().isEmpty())
            .toList(),
        roles,
        all.groups().stream().filter(group -> privileges.contains(group.name())).toList());
  }

  private List<Grant> restrict(List<Grant> grants) {
    return grants.stream().flatMap(this::restrict).distinct().toList();
  }

  private Stream<Grant> restrict(Grant grant) {
    return restored.stream()
        .filter(c -> grant.concerns(c.sourceDb(), c.sourceName()))
        .map(c -> grant.on(c.db(), c.name()));
  }

  /** Whether a grant of the cluster is on one of the collections that were restored, alone. */
  boolean holds(Grant grant) {
    return restored.stream().anyMatch(c -> grant.equals(grant.on(c.db(), c.name())));
  }
}
