package dev.refloat.rbac;

import java.util.List;

/**
 * What a restore did to the users and roles of a cluster, by name.
 *
 * @param grants how many the roles have that were created or replaced, and built-in ones got
 */
public record RbacResult(Kind users, Kind roles, Kind privilegeGroups, int grants) {
  /**
   * What was done to one kind.
   *
   * @param skipped what the cluster had already and has kept: what is built in, its administrator,
   *     and under the policy SKIP whatever there was
   */
  public record Kind(List<String> created, List<String> skipped, List<String> replaced) {
    public Kind {
      created = List.copyOf(created);
      skipped = List.copyOf(skipped);
      replaced = List.copyOf(replaced);
    }

    /** Such as {@code 3 created, 1 skipped, 0 replaced}. */
    String describe() {
      return "%d created, %d skipped, %d replaced"
          .formatted(created.size(), skipped.size(), replaced.size());
    }
  }

  /** In one sentence. */
  public String describe() {
    return "Users: %s; roles: %s; privilege groups: %s; %d grants."
        .formatted(users.describe(), roles.describe(), privilegeGroups.describe(), grants);
  }
}
