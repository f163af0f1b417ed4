package dev.refloat.rbac;

import static dev.refloat.rbac.RbacConflict.FAIL;
import static dev.refloat.rbac.RbacConflict.RECREATE;
import static dev.refloat.rbac.RbacConflict.SKIP;
import static dev.refloat.rbac.Wanted.ANOTHER_JOB;
import static dev.refloat.rbac.Wanted.global;
import static dev.refloat.rbac.Wanted.group;
import static dev.refloat.rbac.Wanted.on;
import static dev.refloat.rbac.Wanted.role;
import static dev.refloat.rbac.Wanted.roles;
import static dev.refloat.rbac.Wanted.user;
import static dev.refloat.rbac.Wanted.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.rbac.RbacMerge.Merged;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RbacMergeTest {
  private static final String JOB = "job-now";
  private static final Origin CREATED = new Origin(JOB, false);
  private static final Origin REPLACED = new Origin(JOB, true);

  private static Merged whole(Rbac present, Rbac wanted, RbacConflict policy) {
    return RbacMerge.whole(present, wanted, policy, JOB);
  }

  private static Merged scoped(Rbac present, Rbac wanted, RbacConflict policy) {
    var scope = new RbacScope(List.of(new Renamed("default", "orders", "default", "orders_2")));
    return RbacMerge.scoped(present, wanted, scope, policy, JOB);
  }

  @Test
  void anEmptyClusterGetsAllOfIt() {
    var wanted =
        new Rbac(
            List.of(user("ana", "reader")),
            List.of(role("reader", global("Search"))),
            List.of(group("shelf", "Insert")));

    Merged merged = whole(Rbac.NONE, wanted, FAIL);

    assertThat(merged.rbac().users()).containsExactly(user("ana", "reader").from(CREATED));
    assertThat(merged.rbac().roles())
        .containsExactly(role("reader", global("Search")).from(CREATED));
    assertThat(merged.rbac().groups()).containsExactly(group("shelf", "Insert").from(CREATED));
    assertThat(merged.result().users().created()).containsExactly("ana");
    assertThat(merged.result().grants()).isEqualTo(1);
    assertThat(merged.result().describe())
        .isEqualTo(
            "Users: 1 created, 0 skipped, 0 replaced; roles: 1 created, 0 skipped, 0 replaced;"
                + " privilege groups: 1 created, 0 skipped, 0 replaced; 1 grants.");
  }

  @Test
  void underFailEveryNameThatIsThereIsTold() {
    var present =
        new Rbac(
            List.of(user("ana").from(ANOTHER_JOB), user("boris").from(ANOTHER_JOB)),
            List.of(role("reader").from(ANOTHER_JOB)),
            List.of());
    var wanted =
        new Rbac(
            List.of(user("ana"), user("boris"), user("chen")), List.of(role("reader")), List.of());

    assertThatThrownBy(() -> whole(present, wanted, FAIL))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.RBAC_EXISTS);
              assertThat(refused.reason())
                  .contains("roles reader; users ana, boris.")
                  .doesNotContain("chen")
                  .contains("SKIP", "RECREATE");
            });
  }

  @Test
  void ofManyNamesOnlySomeAreTold() {
    User[] all = IntStream.range(0, 500).mapToObj(i -> user("u" + i)).toArray(User[]::new);
    Rbac wanted = users(all);
    Merged before = RbacMerge.whole(Rbac.NONE, wanted, FAIL, "job-before");

    assertThatThrownBy(() -> whole(before.rbac(), wanted, FAIL))
        .hasMessageContaining("u9 and 490 more");
  }

  @Test
  void underSkipWhatIsThereStays() {
    User old = user("ana", "keeper").from(ANOTHER_JOB);

    Merged merged = whole(users(old), users(user("ana", "reader"), user("boris")), SKIP);

    assertThat(merged.rbac().users()).containsExactly(old, user("boris").from(CREATED));
    assertThat(merged.result().users())
        .isEqualTo(new RbacResult.Kind(List.of("boris"), List.of("ana"), List.of()));
  }

  @Test
  void underRecreateWhatIsThereBecomesWhatTheBackupHas() {
    Role old = role("reader", global("Insert")).from(ANOTHER_JOB);

    Merged merged = whole(roles(old), roles(role("reader", global("Search"))), RECREATE);

    assertThat(merged.rbac().roles())
        .containsExactly(role("reader", global("Search")).from(REPLACED));
    assertThat(merged.result().roles())
        .isEqualTo(new RbacResult.Kind(List.of(), List.of(), List.of("reader")));
  }

  @Test
  void whatTheJobItselfBroughtIsNoConflict() {
    Rbac wanted = users(user("ana", "reader"));
    Merged first = whole(Rbac.NONE, wanted, FAIL);

    Merged again = whole(first.rbac(), wanted, FAIL);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void anotherRunStillTellsWhatTheFirstReplaced() {
    Rbac present = users(user("ana", "old").from(ANOTHER_JOB));
    Merged first = whole(present, users(user("ana", "reader")), RECREATE);

    assertThat(whole(first.rbac(), users(user("ana", "reader")), RECREATE)).isEqualTo(first);
  }

  @Test
  void theAdministratorKeepsItsPasswordAndGetsItsRoles() {
    Merged merged = whole(Rbac.NONE, users(user("db_admin", "admin", "reader")), FAIL);

    assertThat(merged.rbac().users())
        .containsExactly(new User("db_admin", "", List.of("admin", "reader"), Origin.NONE));
    assertThat(merged.result().users().skipped()).containsExactly("db_admin");
  }

  @Test
  void theAdministratorOfAnotherClusterChangesNothing() {
    User there = new User("db_admin", "", List.of("admin"), Origin.NONE);

    Merged merged = whole(users(there), users(user("db_admin", "reader")), RECREATE);

    assertThat(merged.rbac().users()).containsExactly(there);
  }

  @Test
  void builtInRolesAreNotMadeAgainAndGetTheirGrants() {
    Rbac wanted = roles(role("admin"), role("public", global("DescribeCollection")));

    Merged merged = whole(Rbac.NONE, wanted, FAIL);

    assertThat(merged.rbac().roles()).containsExactly(role("public", global("DescribeCollection")));
    assertThat(merged.result().roles())
        .isEqualTo(new RbacResult.Kind(List.of(), List.of("admin", "public"), List.of()));
    assertThat(merged.result().grants()).isEqualTo(1);
  }

  @Test
  void grantsOfABuiltInRoleAreAddedToThoseItHas() {
    Rbac present = roles(role("public", global("A")));

    Merged merged = whole(present, roles(role("public", global("A"), global("B"))), FAIL);

    assertThat(merged.rbac().roles()).containsExactly(role("public", global("A"), global("B")));
  }

  @Test
  void builtInGroupsStayAsTheyAre() {
    var wanted = new Rbac(List.of(), List.of(), List.of(group("ClusterAdmin", "Everything")));

    Merged merged = whole(Rbac.NONE, wanted, RECREATE);

    assertThat(merged.rbac().groups()).isEmpty();
    assertThat(merged.result().privilegeGroups().skipped()).containsExactly("ClusterAdmin");
  }

  @Test
  void inARestoreOfCollectionsARoleKeepsWhatItMayDoWithOthers() {
    Role old =
        role("reader", on("default", "other", "Search"), on("default", "orders_2", "Insert"))
            .from(ANOTHER_JOB);
    Rbac wanted = roles(role("reader", on("default", "orders", "Search"), global("Flush")));

    Merged merged = scoped(roles(old), wanted, RECREATE);

    assertThat(merged.rbac().roles())
        .containsExactly(
            role("reader", on("default", "other", "Search"), on("default", "orders_2", "Search"))
                .from(REPLACED));
  }

  @Test
  void inARestoreOfCollectionsOnlyWhatConcernsThemIsAConflict() {
    Rbac present = users(user("boris").from(ANOTHER_JOB));
    var wanted =
        new Rbac(
            List.of(user("ana", "reader"), user("boris", "keeper")),
            List.of(role("reader", on("default", "orders", "Search")), role("keeper")),
            List.of());

    Merged merged = scoped(present, wanted, FAIL);

    assertThat(merged.result().users().created()).containsExactly("ana");
    assertThat(merged.rbac().users()).extracting(User::name).containsExactly("boris", "ana");
  }
}
