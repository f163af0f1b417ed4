package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.access.CustomRole.ResourceType;
import dev.refloat.access.CustomRole.Statement;
import dev.refloat.platform.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of caller, each action, each place: the whole matrix, against a table of its own. */
final class PolicyTest {
  private static final String OWN = "org-own";
  private static final String PROJECT = "proj-1";
  private static final String CLUSTER = "in01-named";

  private static final Set<Action> VIEWS =
      EnumSet.of(Action.PROJECT_VIEW, Action.BACKUP_VIEW, Action.CLUSTER_VIEW);
  private static final Set<Action> IN_PROJECT =
      EnumSet.complementOf(EnumSet.of(Action.ORGANIZATION_MANAGE));
  private static final Set<Action> KEEPS =
      EnumSet.of(Action.PROJECT_VIEW, Action.BACKUP_VIEW, Action.BACKUP_MANAGE);

  private static final Resource ORGANIZATION = new Resource.Organization(OWN);
  private static final Resource OWN_PROJECT = new Resource.Project(OWN, PROJECT);
  private static final Resource OTHER_PROJECT = new Resource.Project(OWN, "proj-2");

  /** The places, by name. */
  private static final Map<String, Resource> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("own project", OWN_PROJECT);
    PLACES.put("named cluster", new Resource.Cluster(OWN, PROJECT, CLUSTER));
    PLACES.put("other cluster", new Resource.Cluster(OWN, PROJECT, "in01-other"));
    PLACES.put("backup of named", new Resource.Backup(OWN, PROJECT, CLUSTER, "backup1"));
    PLACES.put("backup of other", new Resource.Backup(OWN, PROJECT, "in01-other", "backup2"));
    PLACES.put("other project", OTHER_PROJECT);
    PLACES.put("cluster of other project", new Resource.Cluster(OWN, "proj-2", "in01-far"));
    PLACES.put("backup of other project", new Resource.Backup(OWN, "proj-2", "in01-far", "b"));
    PLACES.put("organization", ORGANIZATION);
    PLACES.put("foreign project", new Resource.Project("org-x", "proj-x"));
    PLACES.put("foreign cluster", new Resource.Cluster("org-x", "proj-x", "in01-x"));
    PLACES.put("foreign backup", new Resource.Backup("org-x", "proj-x", "in01-x", "backup-x"));
  }

  /**
   * What a kind of caller may.
   *
   * @param grant in the own project; null for none
   * @param allowed actions there
   */
  record Kind(String name, Role role, @Nullable Grant grant, Set<Action> allowed) {
    Principal principal() {
      List<Grant> grants = grant == null ? List.of() : List.of(grant);
      return new Principal("prin-1", OWN, role, "key-1", grants);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Grant grant(Entitlement entitlement, Scope scope) {
    return new Grant(PROJECT, "role", entitlement, scope);
  }

  private static CustomRole custom(Statement... statements) {
    return new CustomRole(
        "role-1", OWN, null, "keeper", "", List.of(statements), "key-0", Instant.EPOCH);
  }

  private static final Scope NAMED = new Scope(false, Set.of(CLUSTER));

  private static final CustomRole KEEPER =
      custom(new Statement(ResourceType.backup, Set.of("manage"), Set.of()));

  private static final List<Kind> KINDS =
      List.of(
          new Kind("owner", Role.OWNER, null, EnumSet.allOf(Action.class)),
          new Kind("member", Role.MEMBER, null, Set.of()),
          new Kind("billing admin", Role.BILLING_ADMIN, null, Set.of()),
          new Kind("admin", Role.MEMBER, grant(ProjectRole.ADMIN, Scope.ALL), IN_PROJECT),
          new Kind("read-write", Role.MEMBER, grant(ProjectRole.READ_WRITE, Scope.ALL), VIEWS),
          new Kind("read-only", Role.MEMBER, grant(ProjectRole.READ_ONLY, Scope.ALL), VIEWS),
          new Kind("keeper", Role.MEMBER, grant(KEEPER, Scope.ALL), KEEPS),
          new Kind("deleted role", Role.MEMBER, grant(new Entitlement.None(), Scope.ALL), Set.of()),
          new Kind("scoped admin", Role.MEMBER, grant(ProjectRole.ADMIN, NAMED), IN_PROJECT),
          new Kind("scoped keeper", Role.MEMBER, grant(KEEPER, NAMED), KEEPS));

  record Case(Kind kind, String place, Action action) {}

  static Stream<Case> cases() {
    var cases = new ArrayList<Case>();
    for (Kind kind : KINDS) {
      for (String place : PLACES.keySet()) {
        for (Action action : Action.values()) {
          cases.add(new Case(kind, place, action));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsTheTableSays(Case test) {
    Resource place = Objects.requireNonNull(PLACES.get(test.place()));

    assertThat(Policy.objection(test.kind().principal(), test.action(), place))
        .isEqualTo(expected(test.kind(), test.action(), test.place()));
  }

  private static Optional<ErrorCode> expected(Kind kind, Action action, String place) {
    boolean isCluster = place.contains("cluster") || place.contains("backup");
    ErrorCode missing =
        isCluster ? ErrorCode.CLUSTER_PRIVILEGE_MISSING : ErrorCode.PROJECT_PRIVILEGE_MISSING;
    if (place.startsWith("foreign")) {
      return Optional.of(
          isCluster
              ? ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION
              : ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION);
    }
    if (kind.role() == Role.OWNER) {
      return Optional.empty();
    }
    if (kind.grant() == null || place.equals("organization")) {
      return Optional.of(missing);
    }
    if (place.endsWith("other project")) {
      return Optional.of(ErrorCode.PROJECT_OUT_OF_KEY_SCOPE);
    }
    boolean isScoped = !kind.grant().scope().allCluster();
    if (isScoped && (place.equals("other cluster") || place.equals("backup of other"))) {
      return Optional.of(ErrorCode.CLUSTER_OUT_OF_KEY_SCOPE);
    }
    if (isScoped && action == Action.CLUSTER_CREATE) {
      return Optional.of(ErrorCode.PROJECT_OUT_OF_KEY_SCOPE);
    }
    return kind.allowed().contains(action) ? Optional.empty() : Optional.of(missing);
  }

  @Test
  void aPolicyOfNamedResourcesIsOfThemAlone() {
    Entitlement role =
        custom(
            new Statement(ResourceType.backup, Set.of("manage"), Set.of("backup1", "in01-b")),
            new Statement(
                ResourceType.serving_cluster, Set.of("modify", "create"), Set.of("in01-c")));

    assertThat(allows(role, Action.BACKUP_MANAGE, backup("in01-a", "backup1"))).isTrue();
    assertThat(allows(role, Action.BACKUP_MANAGE, backup("in01-b", "backup9"))).isTrue();
    assertThat(allows(role, Action.BACKUP_MANAGE, backup("in01-c", "backup9"))).isFalse();
    assertThat(allows(role, Action.CLUSTER_MODIFY, cluster("in01-c"))).isTrue();
    assertThat(allows(role, Action.CLUSTER_MODIFY, cluster("in01-b"))).isFalse();
    assertThat(allows(role, Action.BACKUP_VIEW, OWN_PROJECT)).as("lists something").isTrue();
    assertThat(allows(role, Action.CLUSTER_CREATE, OWN_PROJECT))
        .as("a new cluster has none of the names")
        .isFalse();
    assertThat(allows(role, Action.CLUSTER_VIEW, cluster("in01-c"))).isFalse();
  }

  /** The words of the contract: a custom role with the backup privilege. */
  @Test
  void aKeeperRestoresCollectionsWhereItMayModifyTheClusterAndMakesNone() {
    Entitlement role =
        custom(
            new Statement(ResourceType.backup, Set.of("manage"), Set.of()),
            new Statement(ResourceType.serving_cluster, Set.of("modify"), Set.of()));

    assertThat(allows(role, Action.BACKUP_MANAGE, backup("in01-a", "backup1"))).isTrue();
    assertThat(allows(role, Action.CLUSTER_MODIFY, cluster("in01-a"))).isTrue();
    assertThat(allows(role, Action.CLUSTER_CREATE, OWN_PROJECT)).isFalse();
  }

  private static Resource backup(String clusterId, String backupId) {
    return new Resource.Backup(OWN, PROJECT, clusterId, backupId);
  }

  private static Resource cluster(String clusterId) {
    return new Resource.Cluster(OWN, PROJECT, clusterId);
  }

  private static boolean allows(Entitlement role, Action action, Resource resource) {
    return Policy.objection(
            new Principal("prin-1", OWN, Role.MEMBER, "key-1", List.of(grant(role, Scope.ALL))),
            action,
            resource)
        .isEmpty();
  }
}
