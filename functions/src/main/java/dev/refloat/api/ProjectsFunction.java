package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Project;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import java.util.List;
import java.util.Map;

/** {@code GET /v2/projects}. */
public final class ProjectsFunction extends HttpFunction {
  private final ClusterStore clusters;
  private final List<String> regionIds;

  /**
   * A project as the API shows it.
   *
   * @param instanceCount clusters of the project
   * @param plan of the vendor's plans one that has backups: there is no other here
   * @param orgType everything runs in the caller's own account
   */
  record View(
      String projectId,
      String projectName,
      List<String> regionIds,
      int instanceCount,
      String createTime,
      String plan,
      String orgType) {}

  public ProjectsFunction() {
    this(System.getenv());
  }

  public ProjectsFunction(Map<String, String> environment) {
    this(new Settings(environment));
  }

  private ProjectsFunction(Settings settings) {
    super(settings);
    this.clusters = new Wiring(settings).clusters();
    this.regionIds = List.of(settings.region());
    route(
        "GET /v2/projects",
        new Guards(Access.of(settings)).projects(Action.PROJECT_VIEW),
        (projects, _) -> projects.stream().map(this::view).toList());
  }

  private View view(Project project) {
    return new View(
        project.id(),
        project.name(),
        regionIds,
        clusters.list(project.id()).size(),
        Times.text(project.createdAt()),
        "Enterprise",
        "BYOC");
  }
}
