package dev.refloat.access;

import static dev.refloat.platform.ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION;
import static dev.refloat.platform.ErrorCode.CLUSTER_PRIVILEGE_MISSING;
import static dev.refloat.platform.ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION;
import static dev.refloat.platform.ErrorCode.PROJECT_PRIVILEGE_MISSING;

import dev.refloat.platform.ErrorCode;
import java.util.Optional;

/**
 * Decides who may do what. Pure: everything it needs is in its arguments.
 *
 * <table>
 * <caption>The first row that fits decides</caption>
 * <tr><th>caller</th><th>resource</th><th>decision</th></tr>
 * <tr><td>any</td><td>of another organization</td><td>96012 project, 96014 cluster</td></tr>
 * <tr><td>owner</td><td>any</td><td>allowed</td></tr>
 * <tr><td>member</td><td>any</td><td>96013 project, 96015 cluster</td></tr>
 * </table>
 */
final class Policy {
  private Policy() {}

  /** The reason why {@code principal} may not do {@code action}; empty where it may. */
  static Optional<ErrorCode> objection(Principal principal, Action action, Resource resource) {
    if (!resource.organizationId().equals(principal.organizationId())) {
      return Optional.of(foreign(resource));
    }
    return granted(principal.role(), action)
        ? Optional.empty()
        : Optional.of(privilegeMissing(resource));
  }

  // A member has no privilege of its own: project roles and custom roles will grant them here, by
  // action.
  private static boolean granted(Role role, Action action) {
    return switch (action) {
      case PROJECT_VIEW,
          BACKUP_VIEW,
          BACKUP_MANAGE,
          CLUSTER_CREATE,
          CLUSTER_VIEW,
          CLUSTER_MODIFY,
          CLUSTER_DELETE ->
          role == Role.OWNER;
    };
  }

  private static ErrorCode foreign(Resource resource) {
    return switch (resource) {
      case Resource.Project _ -> PROJECT_OF_ANOTHER_ORGANIZATION;
      case Resource.Cluster _ -> CLUSTER_OF_ANOTHER_ORGANIZATION;
    };
  }

  private static ErrorCode privilegeMissing(Resource resource) {
    return switch (resource) {
      case Resource.Project _ -> PROJECT_PRIVILEGE_MISSING;
      case Resource.Cluster _ -> CLUSTER_PRIVILEGE_MISSING;
    };
  }
}
