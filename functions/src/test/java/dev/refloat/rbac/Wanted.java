package dev.refloat.rbac;

import java.util.List;

/** Users, roles and groups, in few words. */
final class Wanted {
  static final Origin ANOTHER_JOB = new Origin("job-before", false);

  private Wanted() {}

  static User user(String name, String... roles) {
    return new User(name, "$2a$10$" + name, List.of(roles), Origin.NONE);
  }

  static Role role(String name, Grant... grants) {
    return new Role(name, List.of(grants), Origin.NONE);
  }

  static PrivilegeGroup group(String name, String... privileges) {
    return new PrivilegeGroup(name, List.of(privileges), Origin.NONE);
  }

  static Grant on(String db, String collection, String privilege) {
    return new Grant("Collection", collection, db, privilege, "root");
  }

  static Grant global(String privilege) {
    return new Grant("Global", "*", "*", privilege, "root");
  }

  static Rbac users(User... users) {
    return new Rbac(List.of(users), List.of(), List.of());
  }

  static Rbac roles(Role... roles) {
    return new Rbac(List.of(), List.of(roles), List.of());
  }
}
