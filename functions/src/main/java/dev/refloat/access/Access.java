package dev.refloat.access;

import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.function.Supplier;

/** Looks up what a call is about and lets {@link Policy} decide. */
public final class Access {
  private final AccessStore store;

  public Access(AccessStore store) {
    this.store = store;
  }

  /** For a function that is told of the Access table. */
  public static Access of(Clients clients) {
    return new Access(AccessStore.of(clients));
  }

  /**
   * The project, when {@code principal} may do {@code action} in it.
   *
   * @throws Refused 96005 malformed; 96012 of another organization or of none, in the same words,
   *     so that nobody learns which ids exist elsewhere; 96013 privilege missing; 96027 out of the
   *     key's scope
   */
  public Project requireProject(Principal principal, String projectId, Action action) {
    if (!Ids.isProject(projectId)) {
      throw new Refused(
          ErrorCode.PROJECT_ID_MALFORMED,
          "projectId is malformed. A project id looks like proj-0a1b2c3d4e5f6g7h8i9j.");
    }
    Project project = store.findProject(projectId).orElseThrow(() -> notYours(projectId));
    require(principal, project, action);
    return project;
  }

  /** The same of a project that was looked up for this call. */
  public void require(Principal principal, Project project, Action action) {
    String id = project.id();
    require(principal, action, project.asResource(), "project " + id, () -> notYours(id));
  }

  /**
   * Passes when {@code principal} may do {@code action} to a cluster, or to a job of one, that
   * belongs to {@code projectId}.
   *
   * @param absent what is answered where it is of another organization: the same as where there is
   *     none, so that nobody learns which ids exist elsewhere
   * @throws Refused 96015 privilege missing, 96016 and 96027 out of the key's scope
   */
  public void requireCluster(
      Principal principal,
      String projectId,
      String clusterId,
      Action action,
      Supplier<? extends RuntimeException> absent) {
    Project project = store.findProject(projectId).orElseThrow(absent);
    var resource = new Resource.Cluster(project.organizationId(), projectId, clusterId);
    require(principal, action, resource, "cluster " + clusterId, absent);
  }

  /** The same of a backup of that cluster; its project. */
  public Project requireBackup(
      Principal principal,
      String projectId,
      String clusterId,
      String backupId,
      Action action,
      Supplier<? extends RuntimeException> absent) {
    Project project = store.findProject(projectId).orElseThrow(absent);
    var resource = new Resource.Backup(project.organizationId(), projectId, clusterId, backupId);
    require(principal, action, resource, "backup " + backupId, absent);
    return project;
  }

  /**
   * Passes when {@code principal} may do what concerns more than one project.
   *
   * @throws Refused 96013
   */
  public void requireOrganization(Principal principal) {
    require(
        principal,
        Action.ORGANIZATION_MANAGE,
        new Resource.Organization(principal.organizationId()),
        "your organization",
        () -> new IllegalStateException("Nobody is of another organization than its own"));
  }

  private static void require(
      Principal principal,
      Action action,
      Resource resource,
      String named,
      Supplier<? extends RuntimeException> absent) {
    Policy.objection(principal, action, resource)
        .ifPresent(
            code -> {
              throw isForeign(code) ? absent.get() : refusal(code, action, named);
            });
  }

  private static boolean isForeign(ErrorCode code) {
    return code == ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION
        || code == ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION;
  }

  /** Whether {@code principal} may, for lists that show only what it may see. */
  public static boolean allows(Principal principal, Action action, Resource resource) {
    return Policy.objection(principal, action, resource).isEmpty();
  }

  /** The projects of the caller's organization in which it may do {@code action}. */
  public List<Project> projects(Principal principal, Action action) {
    return store.listProjects(principal.organizationId()).stream()
        .filter(project -> Policy.objection(principal, action, project.asResource()).isEmpty())
        .toList();
  }

  private static Refused notYours(String projectId) {
    return new Refused(
        ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION,
        "Project " + projectId + " does not belong to your organization.");
  }

  private static Refused refusal(ErrorCode code, Action action, String named) {
    return new Refused(
        code,
        switch (code) {
          case CLUSTER_OUT_OF_KEY_SCOPE -> "Your key's scope does not hold " + named + ".";
          case PROJECT_OUT_OF_KEY_SCOPE ->
              action == Action.CLUSTER_CREATE
                  ? "Your key's scope in "
                      + named
                      + " has no new clusters; that needs a key for all clusters of it."
                  : "Your key's scope does not hold " + named + " or the project it is in.";
          default ->
              "You must be organization owner, project admin, or have a role with "
                  + action.privilege()
                  + " on "
                  + named
                  + ".";
        });
  }
}
