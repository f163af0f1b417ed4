package dev.refloat.rbac;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.FirstNames;
import dev.refloat.platform.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Merges what a restore wants into what a cluster has. What the same job brought in an earlier run
 * is no conflict: it is brought again.
 *
 * <ul>
 *   <li>A built-in role is never created; what the backup grants it is added to it. A built-in
 *       privilege group stays as it is.
 *   <li>The administrator keeps the password that the cluster was made with, and in a cluster that
 *       was there before all that it has.
 *   <li>Where only collections were restored, a role that is replaced keeps what it may do with
 *       others.
 * </ul>
 */
public final class RbacMerge {
  private final String jobId;
  private final RbacConflict policy;
  private final Map<String, List<String>> taken = new LinkedHashMap<>();

  private RbacMerge(String jobId, RbacConflict policy) {
    this.jobId = jobId;
    this.policy = policy;
  }

  /** What the cluster has then, and how it came so. */
  public record Merged(Rbac rbac, RbacResult result) {}

  /** One kind, by name, while it is merged. */
  private record Kind<T>(Map<String, T> all, Tally tally) {
    List<T> toList() {
      return List.copyOf(all.values());
    }
  }

  private record Tally(List<String> created, List<String> skipped, List<String> replaced) {
    Tally() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    RbacResult.Kind result() {
      return new RbacResult.Kind(created, skipped, replaced);
    }
  }

  /**
   * Merges all of a backup into a cluster that the job makes.
   *
   * @throws Refused {@link ErrorCode#RBAC_EXISTS} under the policy FAIL
   */
  public static Merged whole(Rbac present, Rbac wanted, RbacConflict policy, String jobId) {
    return new RbacMerge(jobId, policy).merge(present, wanted, (old, role) -> role);
  }

  /**
   * Merges what concerns some collections into a cluster that was there before.
   *
   * @throws Refused {@link ErrorCode#RBAC_EXISTS} under the policy FAIL
   */
  public static Merged scoped(
      Rbac present, Rbac wanted, RbacScope scope, RbacConflict policy, String jobId) {
    return new RbacMerge(jobId, policy)
        .merge(
            present,
            scope.restrict(wanted),
            (old, role) -> {
              List<Grant> others = old.grants().stream().filter(g -> !scope.holds(g)).toList();
              return role.with(others).plus(role.grants());
            });
  }

  private Merged merge(Rbac present, Rbac wanted, BinaryOperator<Role> replace) {
    Kind<PrivilegeGroup> groups =
        kind(
            "privilege groups",
            present.groups(),
            wanted.groups(),
            PrivilegeGroup::isBuiltIn,
            (_, group) -> group);
    Kind<Role> roles = kind("roles", present.roles(), wanted.roles(), Role::isBuiltIn, replace);
    wanted.roles().stream()
        .filter(role -> role.isBuiltIn() && !role.grants().isEmpty())
        .forEach(role -> roles.all().merge(role.name(), role, (old, r) -> old.plus(r.grants())));
    Kind<User> users =
        kind("users", present.users(), wanted.users(), User::isAdministrator, (_, user) -> user);
    wanted.users().stream()
        .filter(User::isAdministrator)
        .forEach(user -> users.all().putIfAbsent(user.name(), user.withoutPassword()));
    refuseTaken();
    int grants =
        wanted.roles().stream()
            .filter(role -> role.isBuiltIn() || !roles.tally().skipped().contains(role.name()))
            .mapToInt(role -> role.grants().size())
            .sum();
    return new Merged(
        new Rbac(users.toList(), roles.toList(), groups.toList()),
        new RbacResult(
            users.tally().result(), roles.tally().result(), groups.tally().result(), grants));
  }

  private <T extends Named<T>> Kind<T> kind(
      String kind,
      List<T> present,
      List<T> wanted,
      Predicate<T> isBuiltIn,
      BinaryOperator<T> replace) {
    Map<String, T> all =
        present.stream()
            .collect(
                Collectors.toMap(
                    Named::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    var tally = new Tally();
    for (T one : wanted) {
      T old = all.get(one.name());
      if (isBuiltIn.test(one)) {
        tally.skipped().add(one.name());
      } else if (old == null) {
        all.put(one.name(), one.from(new Origin(jobId, false)));
        tally.created().add(one.name());
      } else {
        meet(kind, old, one, all, tally, replace);
      }
    }
    return new Kind<>(all, tally);
  }

  private <T extends Named<T>> void meet(
      String kind, T old, T one, Map<String, T> all, Tally tally, BinaryOperator<T> replace) {
    boolean mine = old.origin().jobId().equals(jobId);
    if (mine || policy == RbacConflict.RECREATE) {
      boolean replaced = !mine || old.origin().replaced();
      all.put(one.name(), replace.apply(old, one).from(new Origin(jobId, replaced)));
      (replaced ? tally.replaced() : tally.created()).add(one.name());
    } else if (policy == RbacConflict.SKIP) {
      tally.skipped().add(one.name());
    } else {
      taken.computeIfAbsent(kind, _ -> new ArrayList<>()).add(one.name());
    }
  }

  private void refuseTaken() {
    if (!taken.isEmpty()) {
      String names =
          taken.entrySet().stream()
              .map(e -> e.getKey() + " " + FirstNames.of(e.getValue()))
              .collect(Collectors.joining("; "));
      throw new Refused(
          ErrorCode.RBAC_EXISTS,
          "The cluster has some of the backup's users and roles already: "
              + names
              + ". Choose rbacConflict SKIP to leave these as they are, or RECREATE to replace"
              + " them.");
    }
  }
}
