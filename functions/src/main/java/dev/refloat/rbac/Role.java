package dev.refloat.rbac;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A role with all that it may do. */
public record Role(String name, List<Grant> grants, Origin origin) implements Named<Role> {
  /** Those of Milvus, and those that Zilliz Cloud adds: every cluster has them. */
  private static final Set<String> BUILT_IN =
      Set.of("admin", "public", "db_admin", "db_rw", "db_ro");

  public Role {
    grants = List.copyOf(grants);
  }

  @Override
  public Role from(Origin other) {
    return new Role(name, grants, other);
  }

  public static boolean isBuiltIn(String name) {
    return BUILT_IN.contains(name);
  }

  boolean isBuiltIn() {
    return isBuiltIn(name);
  }

  Role with(List<Grant> others) {
    return new Role(name, others, origin);
  }

  Role plus(List<Grant> more) {
    return with(Stream.concat(grants.stream(), more.stream()).distinct().toList());
  }
}
