package dev.refloat.rbac;

import static dev.refloat.rbac.Wanted.on;
import static dev.refloat.rbac.Wanted.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.backup.RbacMeta;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RbacTest {
  private static RbacMeta meta(
      List<RbacMeta.User> users, List<String> roles, List<RbacMeta.Grant> grants) {
    return new RbacMeta(users, roles, grants, List.of());
  }

  private static RbacMeta.Grant grant(String role, String privilege) {
    return new RbacMeta.Grant(role, "Collection", "items", "default", privilege, "root");
  }

  @Test
  void eachRoleHasItsGrants() {
    Rbac rbac =
        Rbac.of(
            meta(
                List.of(new RbacMeta.User("ana", "$2a$10$x", List.of("reader"))),
                List.of("reader", "idle"),
                List.of(grant("reader", "Search"), grant("reader", "Query"))));

    assertThat(rbac.roles())
        .containsExactly(
            role("reader", on("default", "items", "Search"), on("default", "items", "Query")),
            role("idle"));
    assertThat(rbac.users())
        .containsExactly(new User("ana", "$2a$10$x", List.of("reader"), Origin.NONE));
    assertThat(rbac.grants()).isEqualTo(2);
  }

  @Test
  void aRoleThatOnlyGrantsOrUsersNameIsNotLost() {
    Rbac rbac =
        Rbac.of(
            meta(
                List.of(new RbacMeta.User("ana", "", List.of("of-a-user"))),
                List.of(),
                List.of(grant("of-a-grant", "Search"))));

    assertThat(rbac.roles())
        .extracting(Role::name)
        .containsExactlyInAnyOrder("of-a-grant", "of-a-user");
  }

  @Test
  void whatHasNoNameIsLeftOut() {
    Rbac rbac =
        Rbac.of(
            new RbacMeta(
                List.of(new RbacMeta.User("", "$2a$10$x", List.of())),
                List.of(),
                List.of(grant("", "Search")),
                List.of(new RbacMeta.PrivilegeGroup("", List.of("Insert")))));

    assertThat(rbac).isEqualTo(Rbac.NONE);
  }

  @Test
  void noHashIsEverInTheTextOfAUser() {
    assertThat(Wanted.user("ana").toString()).contains("ana").doesNotContain("$2a$");
  }
}
