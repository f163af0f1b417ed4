package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.access.CustomRole.ResourceType;
import dev.refloat.access.CustomRole.Statement;
import dev.refloat.access.Roles.Wanted;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RolesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-01T10:00:00Z"));
  private static final List<Statement> KEEPS =
      List.of(new Statement(ResourceType.backup, Set.of("manage"), Set.of()));

  private final AccessStore store = new AccessStore(EmbeddedAws.newTable());
  private final Roles roles = new Roles(store, CLOCK);
  private final FirstKey.Made first =
      new FirstKey(store, () -> EmbeddedAws.OWNER_KEY, CLOCK).make();
  private final String project = first.projectId();
  private final Principal owner =
      new Principal("prin-1", first.organizationId(), Role.OWNER, "key-1");
  private final Principal admin = with(ProjectRole.ADMIN);
  private final Principal reader = with(ProjectRole.READ_ONLY);

  private Principal with(ProjectRole role) {
    return new Principal(
        "prin-2",
        first.organizationId(),
        Role.MEMBER,
        "key-2",
        List.of(new Grant(project, role.title(), role, Scope.ALL)));
  }

  private static Operation order() {
    return Operation.begin(_ -> new byte[32]);
  }

  private static Wanted wanted(@Nullable String projectId, String name) {
    return new Wanted(projectId, name, "keeps backups", KEEPS);
  }

  private static ErrorCode code(ThrowingCallable call) {
    Refused refused = catchThrowableOfType(Refused.class, call);
    assertThat(refused).isNotNull();
    return refused.code();
  }

  @Test
  void aRoleIsFoundAsItWasMade() {
    String id = roles.create(owner, wanted(null, "keeper"), order());

    CustomRole role = roles.find(owner, id);
    assertThat(role.name()).isEqualTo("keeper");
    assertThat(role.policies()).isEqualTo(KEEPS);
    assertThat(role.createdBy()).isEqualTo("key-1");
    assertThat(roles.list(owner)).containsExactly(role);
  }

  @Test
  void theSameOrderMakesOneRole() {
    Operation operation = order();
    String id = roles.create(owner, wanted(null, "keeper"), operation);

    assertThat(roles.create(owner, wanted(null, "keeper"), operation)).isEqualTo(id);
    assertThat(roles.list(owner)).hasSize(1);
  }

  @Test
  void namesAreTakenOnceWhateverTheirCase() {
    roles.create(owner, wanted(null, "keeper"), order());

    for (String name : List.of("keeper", "Keeper", "Admin", "Owner", "Read-Only")) {
      assertThat(code(() -> roles.create(owner, wanted(project, name), order())))
          .as(name)
          .isEqualTo(ErrorCode.ROLE_NAME_TAKEN);
    }
  }

  @Test
  void anAdminMakesRolesOfItsProjectOnly() {
    String id = roles.create(admin, wanted(project, "keeper"), order());

    assertThat(roles.find(admin, id).projectId()).isEqualTo(project);
    assertThat(code(() -> roles.create(admin, wanted(null, "other"), order())))
        .isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
    assertThat(code(() -> roles.create(reader, wanted(project, "other"), order())))
        .isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
  }

  @Test
  void anAdminSeesTheRolesOfTheOrganizationButDoesNotDeleteThem() {
    String id = roles.create(owner, wanted(null, "keeper"), order());

    assertThat(roles.list(admin)).extracting(CustomRole::id).containsExactly(id);
    assertThat(code(() -> roles.delete(admin, id))).isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING);
    assertThat(roles.list(reader)).isEmpty();
    assertThat(code(() -> roles.delete(reader, id))).isEqualTo(ErrorCode.ROLE_NOT_FOUND);
  }

  @Test
  void aDeletedRoleAllowsNothingAndFreesItsName() {
    String id = roles.create(owner, wanted(null, "keeper"), order());
    var grants = new Grants(store, CLOCK);
    var keys = new Keys(store, CLOCK);
    Principal keeper =
        store
            .findKey(
                first.organizationId(),
                keys.create(
                    owner,
                    new Keys.Wanted(
                        "k",
                        "",
                        Role.MEMBER,
                        List.of(new Keys.WantedGrant(project, "keeper", Scope.ALL)),
                        null),
                    order()))
            .orElseThrow()
            .principal();
    var place = new Resource.Project(first.organizationId(), project);
    assertThat(Access.allows(grants.apply(keeper), Action.BACKUP_MANAGE, place)).isTrue();

    roles.delete(owner, id);

    assertThat(Access.allows(grants.apply(keeper), Action.BACKUP_MANAGE, place)).isFalse();
    assertThat(code(() -> roles.find(owner, id))).isEqualTo(ErrorCode.ROLE_NOT_FOUND);
    roles.create(owner, wanted(null, "keeper"), order());
    assertThat(Access.allows(grants.apply(keeper), Action.BACKUP_MANAGE, place))
        .as("another role of the name")
        .isFalse();
  }
}
