package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import dev.refloat.testing.EmbeddedAws;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static String projectId;
  private static Access access;
  private static Principal owner;
  private static Principal member;
  private static Principal stranger;

  @BeforeAll
  static void install() {
    var store = new AccessStore(EmbeddedAws.newTable());
    FirstKey.Made made =
        new FirstKey(store, () -> EmbeddedAws.OWNER_KEY, InstantSource.system()).make();
    projectId = made.projectId();
    access = new Access(store);
    owner = new Principal("prin-1", made.organizationId(), Role.OWNER, "key-1");
    member = new Principal("prin-2", made.organizationId(), Role.MEMBER, "key-2");
    stranger = new Principal("prin-3", "org-other", Role.OWNER, "key-3");
  }

  @Test
  void theOwnerGetsTheProject() {
    assertThat(access.requireProject(owner, projectId, Action.BACKUP_MANAGE).id())
        .isEqualTo(projectId);
    assertThat(access.projects(owner, Action.BACKUP_VIEW))
        .extracting(Project::id)
        .containsExactly(projectId);
  }

  @Test
  void aMemberIsToldThePrivilegeItLacks() {
    assertThatThrownBy(() -> access.requireProject(member, projectId, Action.BACKUP_MANAGE))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROJECT_PRIVILEGE_MISSING))
        .hasMessageContaining("backup:manage")
        .hasMessageContaining(projectId);
    assertThat(access.projects(member, Action.BACKUP_VIEW)).isEmpty();
  }

  @Test
  void anotherOrganizationsProjectAnswersLikeOneThatDoesNotExist() {
    String unknown = Ids.project();

    Refused foreign = refusal(stranger, projectId);
    Refused absent = refusal(stranger, unknown);

    assertThat(foreign.code()).isEqualTo(ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION);
    assertThat(absent.code()).isEqualTo(foreign.code());
    assertThat(absent.reason()).isEqualTo(foreign.reason().replace(projectId, unknown));
    assertThat(access.projects(stranger, Action.BACKUP_VIEW)).isEmpty();
  }

  @Test
  void aMalformedProjectIdIsRefusedAsSuch() {
    assertThat(refusal(owner, "project-1").code()).isEqualTo(ErrorCode.PROJECT_ID_MALFORMED);
  }

  @Test
  void aClusterIsTheOwners() {
    access.requireCluster(owner, projectId, "in01-abcd", Action.CLUSTER_VIEW, AccessTest::absent);

    assertThatThrownBy(
            () ->
                access.requireCluster(
                    member, projectId, "in01-abcd", Action.CLUSTER_VIEW, AccessTest::absent))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_PRIVILEGE_MISSING))
        .hasMessageContaining("serving_cluster:view")
        .hasMessageContaining("in01-abcd");
  }

  @Test
  void aClusterOfAnotherOrganizationAnswersAsTheCallerOfAccessSays() {
    assertThatThrownBy(
            () ->
                access.requireCluster(
                    stranger, projectId, "in01-abcd", Action.CLUSTER_VIEW, AccessTest::absent))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_NOT_FOUND));
    assertThatThrownBy(
            () ->
                access.requireCluster(
                    owner, Ids.project(), "in01-abcd", Action.CLUSTER_VIEW, AccessTest::absent))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_NOT_FOUND));
  }

  private static Refused absent() {
    return new Refused(ErrorCode.CLUSTER_NOT_FOUND, "No such cluster");
  }

  private static Refused refusal(Principal principal, String id) {
    return catchThrowableOfType(
        Refused.class, () -> access.requireProject(principal, id, Action.BACKUP_VIEW));
  }
}
