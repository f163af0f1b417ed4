package dev.refloat.access;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import java.util.List;
import java.util.function.Supplier;

/** Looks up what a call is about and lets {@link Policy} decide. */
public final class Access {
  private final AccessStore store;

  public Access(AccessStore store) {
    this.store = store;
  }

  /** For a function that is told of the Access table. */
  public static Access of(Settings settings) {
    return new Access(AccessStore.of(settings));
  }

  /**
   * The project, when {@code principal} may do {@code action} in it.
   *
   * @throws Refused 96005 malformed; 96012 of another organization or of none, in the same words,
   *     so that nobody learns which ids exist elsewhere; 96013 privilege missing
   */
  public Project requireProject(Principal principal, String projectId, Action action) {
    if (!Ids.isProject(projectId)) {
      throw new Refused(
          ErrorCode.PROJECT_ID_MALFORMED,
          "projectId is malformed. A project id looks like proj-0a1b2c3d4e5f6g7h8i9j.");
    }
    Project project = store.findProject(projectId).orElseThrow(() -> notYours(projectId));
    Policy.objection(principal, action, project.asResource())
        .ifPresent(
            code -> {
              throw code == ErrorCode.PROJECT_OF_ANOTHER_ORGANIZATION
                  ? notYours(projectId)
                  : new Refused(code, privilegeMissing(action, "project " + projectId));
            });
    return project;
  }

  /**
   * Passes when {@code principal} may do {@code action} to a cluster, or to a backup or job of one,
   * that belongs to {@code projectId}.
   *
   * @param absent what is answered where it is of another organization: the same as where there is
   *     none, so that nobody learns which ids exist elsewhere
   * @throws Refused 96015 privilege missing
   */
  public void requireCluster(
      Principal principal,
      String projectId,
      String clusterId,
      Action action,
      Supplier<Refused> absent) {
    Project project = store.findProject(projectId).orElseThrow(absent);
    var resource = new Resource.Cluster(project.organizationId(), projectId, clusterId);
    Policy.objection(principal, action, resource)
        .ifPresent(
            code -> {
              throw code == ErrorCode.CLUSTER_OF_ANOTHER_ORGANIZATION
                  ? absent.get()
                  : new Refused(code, privilegeMissing(action, "cluster " + clusterId));
            });
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

  private static String privilegeMissing(Action action, String resource) {
    return "You must be organization owner, project admin, or have a role with "
        + action.privilege()
        + " on "
        + resource
        + ".";
  }
}
