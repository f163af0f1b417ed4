package dev.refloat.export;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.refloat.rbac.Rbac;
import dev.refloat.rbac.Role;
import java.util.List;
import java.util.stream.Stream;

/** Users and roles as milvus-backup's meta has them: with the hashes, which are secrets. */
@JsonNaming(SnakeCaseStrategy.class)
record RbacJson(
    List<User> users, List<Name> roles, List<Grant> grants, List<PrivilegeGroup> privilegeGroups) {

  record Name(String name) {
    static List<Name> all(List<String> names) {
      return names.stream().map(Name::new).toList();
    }
  }

  /** The password is a bcrypt hash. */
  record User(String user, String password, List<Name> roles) {
    @Override
    public String toString() {
      return "User[user=" + user + "]";
    }
  }

  record Grantor(Name user, Name privilege) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Grant(Name role, Name object, String objectName, Grantor grantor, String dbName) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record PrivilegeGroup(String groupName, List<Name> privileges) {}

  static RbacJson of(Rbac rbac) {
    return new RbacJson(
        rbac.users().stream()
            .map(user -> new User(user.name(), user.passwordHash(), Name.all(user.roles())))
            .toList(),
        rbac.roles().stream().map(role -> new Name(role.name())).toList(),
        rbac.roles().stream().flatMap(RbacJson::grants).toList(),
        rbac.groups().stream()
            .map(group -> new PrivilegeGroup(group.name(), Name.all(group.privileges())))
            .toList());
  }

  private static Stream<Grant> grants(Role role) {
    return role.grants().stream()
        .map(
            grant ->
                new Grant(
                    new Name(role.name()),
                    new Name(grant.objectType()),
                    grant.objectName(),
                    new Grantor(new Name(grant.grantor()), new Name(grant.privilege())),
                    grant.dbName()));
  }
}
