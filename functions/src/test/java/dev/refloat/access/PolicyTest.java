package dev.refloat.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.platform.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {
  private static final Resource OWN_PROJECT = new Resource.Project("org-own", "proj-1");
  private static final Resource OWN_CLUSTER = new Resource.Cluster("org-own", "proj-1", "in01-1");
  private static final Resource FOREIGN_PROJECT = new Resource.Project("org-other", "proj-2");
  private static final Resource FOREIGN_CLUSTER =
      new Resource.Cluster("org-other", "proj-2", "in01-2");

  record Row(Role role, Resource resource, @Nullable ErrorCode objection) {}

  record Case(Row row, Action action) {}

  private static final List<Row> TABLE =
      List.of(
          new Row(Role.OWNER, OWN_PROJECT, null),
          new Row(Role.OWNER, OWN_CLUSTER, null),
          new Row(Role.OWNER, FOREIGN_PROJECT, ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION),
          new Row(Role.OWNER, FOREIGN_CLUSTER, ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION),
          new Row(Role.MEMBER, OWN_PROJECT, ErrorCode.PROJECT_PRIVILEGE_MISSING),
          new Row(Role.MEMBER, OWN_CLUSTER, ErrorCode.CLUSTER_PRIVILEGE_MISSING),
          new Row(Role.MEMBER, FOREIGN_PROJECT, ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION),
          new Row(Role.MEMBER, FOREIGN_CLUSTER, ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION));

  static Stream<Case> cases() {
    var cases = new ArrayList<Case>();
    for (Row row : TABLE) {
      for (Action action : Action.values()) {
        cases.add(new Case(row, action));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsTheTableSays(Case test) {
    var principal = new Principal("prin-1", "org-own", test.row().role(), "key-1");

    assertThat(Policy.objection(principal, test.action(), test.row().resource()))
        .isEqualTo(Optional.ofNullable(test.row().objection()));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void everyRoleHasItsRows(Role role) {
    assertThat(TABLE).filteredOn(row -> row.role() == role).hasSize(4);
  }

  static Stream<Role> roles() {
    return Stream.of(Role.values());
  }
}
