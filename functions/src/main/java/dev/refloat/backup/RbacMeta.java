package dev.refloat.backup;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users, roles, grants and privilege groups of the cluster that was backed up. */
public record RbacMeta(
    List<User> users, List<String> roles, List<Grant> grants, List<PrivilegeGroup> groups) {
  static final RbacMeta NONE = new RbacMeta(List.of(), List.of(), List.of(), List.of());

  @JsonCreator
  static RbacMeta of(
      @JsonProperty("users") @Nullable List<@Nullable User> users,
      @JsonProperty("roles") @Nullable List<@Nullable Named> roles,
      @JsonProperty("grants") @Nullable List<@Nullable Grant> grants,
      @JsonProperty("privilege_groups") @Nullable List<@Nullable PrivilegeGroup> groups) {
    return new RbacMeta(
        Wire.list(users, User.NONE),
        Named.names(roles),
        Wire.list(grants, Grant.NONE),
        Wire.list(groups, PrivilegeGroup.NONE));
  }

  /**
   * Someone who may sign in.
   *
   * @param passwordHash bcrypt; a secret all the same
   */
  public record User(String name, String passwordHash, List<String> roles) {
    static final User NONE = of(null, null, null);

    @JsonCreator
    static User of(
        @JsonProperty("user") @Nullable String name,
        @JsonProperty("password") @Nullable String passwordHash,
        @JsonProperty("roles") @Nullable List<@Nullable Named> roles) {
      return new User(Wire.text(name), Wire.text(passwordHash), Named.names(roles));
    }

    /** Without the hash, which must not reach a log. */
    @Override
    public String toString() {
      return "User[name=" + name + ", roles=" + roles + "]";
    }
  }

  /**
   * A privilege that a role has on an object.
   *
   * @param objectName {@code *} for every object of the type
   * @param dbName {@code *} for every database
   */
  public record Grant(
      String role,
      String objectType,
      String objectName,
      String dbName,
      String privilege,
      String grantor) {
    static final Grant NONE = of(null, null, null, null, null);

    @JsonCreator
    static Grant of(
        @JsonProperty("role") @Nullable Named role,
        @JsonProperty("object") @Nullable Named object,
        @JsonProperty("object_name") @Nullable String objectName,
        @JsonProperty("grantor") @Nullable Grantor grantor,
        @JsonProperty("db_name") @Nullable String dbName) {
      return new Grant(
          Named.nameOf(role),
          Named.nameOf(object),
          Wire.text(objectName),
          Wire.text(dbName),
          grantor == null ? "" : Named.nameOf(grantor.privilege()),
          grantor == null ? "" : Named.nameOf(grantor.user()));
    }
  }

  /** A named set of privileges. */
  public record PrivilegeGroup(String name, List<String> privileges) {
    static final PrivilegeGroup NONE = of(null, null);

    @JsonCreator
    static PrivilegeGroup of(
        @JsonProperty("group_name") @Nullable String name,
        @JsonProperty("privileges") @Nullable List<@Nullable Named> privileges) {
      return new PrivilegeGroup(Wire.text(name), Named.names(privileges));
    }
  }

  record Grantor(
      @JsonProperty("user") @Nullable Named user,
      @JsonProperty("privilege") @Nullable Named privilege) {}

  record Named(@JsonProperty("name") @Nullable String name) {
    static List<String> names(@Nullable List<@Nullable Named> values) {
      return Wire.list(values, new Named(null)).stream().map(Named::nameOf).toList();
    }

    static String nameOf(@Nullable Named value) {
      return value == null ? "" : Wire.text(value.name());
    }
  }
}
