package dev.refloat.rbac;

import dev.refloat.backup.RbacMeta;
import java.util.List;
import java.util.Set;

/** A named set of privileges. */
public record PrivilegeGroup(String name, List<String> privileges, Origin origin)
    implements Named<PrivilegeGroup> {
  /** Those of Milvus: every cluster has them. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "ClusterReadOnly",
          "ClusterReadWrite",
          "ClusterAdmin",
          "DatabaseReadOnly",
          "DatabaseReadWrite",
          "DatabaseAdmin",
          "CollectionReadOnly",
          "CollectionReadWrite",
          "CollectionAdmin");

  public PrivilegeGroup {
    privileges = List.copyOf(privileges);
  }

  static PrivilegeGroup of(RbacMeta.PrivilegeGroup group) {
    return new PrivilegeGroup(group.name(), group.privileges(), Origin.NONE);
  }

  @Override
  public PrivilegeGroup from(Origin other) {
    return new PrivilegeGroup(name, privileges, other);
  }

  boolean isBuiltIn() {
    return BUILT_IN.contains(name);
  }
}
