package dev.refloat.access;

import dev.refloat.access.CustomRole.Statement;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes, lists and deletes custom roles. A role by itself lets nobody do anything: a key that was
 * granted it does, within that key's project and scope.
 */
public final class Roles {
  private final AccessStore store;
  private final Access access;
  private final InstantSource clock;

  public Roles(AccessStore store, InstantSource clock) {
    this.store = store;
    this.access = new Access(store);
    this.clock = clock;
  }

  /**
   * A role that is wanted.
   *
   * @param projectId whose it is to be; null for the whole organization
   */
  public record Wanted(
      @Nullable String projectId, String name, String description, List<Statement> policies) {}

  /**
   * Makes a role. An order that was carried out before makes nothing.
   *
   * @return its id
   * @throws Refused 96127 the name is taken; 96012, 96013, 96027 the caller may not
   */
  public String create(Principal caller, Wanted wanted, Operation operation) {
    requireManager(caller, wanted.projectId());
    var role =
        new CustomRole(
            operation.roleId(),
            caller.organizationId(),
            wanted.projectId(),
            wanted.name(),
            wanted.description(),
            wanted.policies(),
            caller.apiKeyId(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    boolean isTaken =
        ProjectRole.titled(wanted.name()).isPresent() || Role.titled(wanted.name()).isPresent();
    if (isTaken
        || (!store.addRole(role) && store.findRole(role.organizationId(), role.id()).isEmpty())) {
      throw new Refused(
          ErrorCode.ROLE_NAME_TAKEN,
          "Your organization has a role of that name already; choose another roleName.");
    }
    return role.id();
  }

  /** Those roles that the caller may grant or delete, newest first. */
  public List<CustomRole> list(Principal caller) {
    return store.listRoles(caller.organizationId()).stream()
        .filter(role -> maySee(caller, role))
        .sorted(
            Comparator.comparing(CustomRole::createdAt).thenComparing(CustomRole::id).reversed())
        .toList();
  }

  /**
   * One of those.
   *
   * @throws Refused 96126 where there is none, or the caller may not see it
   */
  public CustomRole find(Principal caller, String roleId) {
    return Optional.of(roleId)
        .filter(Ids::mayBeOne)
        .flatMap(id -> store.findRole(caller.organizationId(), id))
        .filter(role -> maySee(caller, role))
        .orElseThrow(
            () -> new Refused(ErrorCode.ROLE_NOT_FOUND, "Role " + roleId + " does not exist."));
  }

  /**
   * Deletes a role. Keys that were granted it lose with the next call what it allowed.
   *
   * @throws Refused 96126 no such role; 96013 it is the organization's and the caller no owner
   */
  public void delete(Principal caller, String roleId) {
    CustomRole role = find(caller, roleId);
    requireManager(caller, role.projectId());
    store.removeRole(role);
  }

  private void requireManager(Principal caller, @Nullable String projectId) {
    if (projectId == null) {
      access.requireOrganization(caller);
    } else {
      access.requireProject(caller, projectId, Action.ACCESS_MANAGE);
    }
  }

  private boolean maySee(Principal caller, CustomRole role) {
    return Optional.ofNullable(role.projectId())
        .map(
            project ->
                Access.allows(
                    caller,
                    Action.ACCESS_MANAGE,
                    new Resource.Project(caller.organizationId(), project)))
        .orElseGet(() -> !access.projects(caller, Action.ACCESS_MANAGE).isEmpty());
  }
}
