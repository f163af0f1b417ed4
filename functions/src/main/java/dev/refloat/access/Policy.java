package dev.refloat.access;

import static dev.refloat.platform.ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION;
import static dev.refloat.platform.ErrorCode.CLUSTER_OUT_OF_KEY_SCOPE;
import static dev.refloat.platform.ErrorCode.CLUSTER_PRIVILEGE_MISSING;
import static dev.refloat.platform.ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION;
import static dev.refloat.platform.ErrorCode.PROJECT_OUT_OF_KEY_SCOPE;
import static dev.refloat.platform.ErrorCode.PROJECT_PRIVILEGE_MISSING;

import dev.refloat.platform.ErrorCode;
import java.util.Optional;

/**
 * Decides who may do what. It knows nothing but its arguments.
 *
 * <table>
 * <caption>The first row that fits decides</caption>
 * <tr><th>caller</th><th>resource</th><th>decision</th></tr>
 * <tr><td>any</td><td>of another organization</td><td>96012 project, 96014 cluster</td></tr>
 * <tr><td>owner</td><td>any</td><td>allowed</td></tr>
 * <tr><td>others</td><td>the organization</td><td>96013</td></tr>
 * <tr><td>without any grant</td><td>any</td><td>96013 project, 96015 cluster</td></tr>
 * <tr><td>with grants</td><td>in a project without one</td><td>96027</td></tr>
 * <tr><td>scope without it</td><td>a cluster or its backup</td><td>96016</td></tr>
 * <tr><td>scope of named clusters</td><td>a cluster to be made</td><td>96027</td></tr>
 * <tr><td>role without it</td><td>any</td><td>96013 project, 96015 cluster</td></tr>
 * <tr><td>role with it</td><td>any</td><td>allowed</td></tr>
 * </table>
 */
final class Policy {
  private Policy() {}

  /** The reason why {@code principal} may not do {@code action}; empty where it may. */
  static Optional<ErrorCode> objection(Principal principal, Action action, Resource resource) {
    if (!resource.organizationId().equals(principal.organizationId())) {
      return Optional.of(foreign(resource));
    }
    if (principal.role() == Role.OWNER) {
      return Optional.empty();
    }
    return resource instanceof Resource.InProject inProject && !principal.grants().isEmpty()
        ? principal
            .grant(inProject.projectId())
            .map(grant -> objection(grant, action, inProject))
            .orElse(Optional.of(PROJECT_OUT_OF_KEY_SCOPE))
        : Optional.of(privilegeMissing(resource));
  }

  private static Optional<ErrorCode> objection(
      Grant grant, Action action, Resource.InProject resource) {
    if (resource instanceof Resource.OfCluster ofCluster
        && !grant.scope().holds(ofCluster.clusterId())) {
      return Optional.of(CLUSTER_OUT_OF_KEY_SCOPE);
    }
    if (action == Action.CLUSTER_CREATE && !grant.scope().allCluster()) {
      return Optional.of(PROJECT_OUT_OF_KEY_SCOPE);
    }
    return grant.entitlement().allows(action, resource)
        ? Optional.empty()
        : Optional.of(privilegeMissing(resource));
  }

  private static ErrorCode foreign(Resource resource) {
    return resource instanceof Resource.OfCluster
        ? CLUSTER_OF_ANOTHER_ORGANIZATION
        : PROJECT_OF_ANOTHER_ORGANIZATION;
  }

  private static ErrorCode privilegeMissing(Resource resource) {
    return resource instanceof Resource.OfCluster
        ? CLUSTER_PRIVILEGE_MISSING
        : PROJECT_PRIVILEGE_MISSING;
  }
}
