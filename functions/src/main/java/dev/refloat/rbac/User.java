package dev.refloat.rbac;

import dev.refloat.backup.RbacMeta;
import java.util.List;

/**
 * Someone who may sign in.
 *
 * @param passwordHash bcrypt, as the backup has it; a secret all the same. Empty where the backup
 *     has none: then nobody can sign in until a password is set
 */
public record User(String name, String passwordHash, List<String> roles, Origin origin)
    implements Named<User> {
  /** Every cluster has one from the beginning, with a password of its own. */
  public static final String ADMINISTRATOR = "db_admin";

  public User {
    roles = List.copyOf(roles);
  }

  /** As a cluster has it that nothing was restored to. */
  public static User administrator() {
    return new User(ADMINISTRATOR, "", List.of("admin"), Origin.NONE);
  }

  static User of(RbacMeta.User user) {
    return new User(user.name(), user.passwordHash(), user.roles(), Origin.NONE);
  }

  @Override
  public User from(Origin other) {
    return new User(name, passwordHash, roles, other);
  }

  User with(List<String> otherRoles) {
    return new User(name, passwordHash, otherRoles, origin);
  }

  User withoutPassword() {
    return new User(name, "", roles, origin);
  }

  boolean isAdministrator() {
    return name.equals(ADMINISTRATOR);
  }

  /** Without the hash, which must not reach a log. */
  @Override
  public String toString() {
    return "User[name=" + name + ", roles=" + roles + "]";
  }
}
