package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.AccessStore;
import dev.refloat.access.Action;
import dev.refloat.access.Project;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import java.util.List;
import java.util.Map;

/** {@code GET /v2/projects}. */
public final class ProjectsFunction extends HttpFunction {
  private final List<String> regionIds;

  /**
   * @param instanceCount clusters of the project
   * @param plan of the vendor's plans the one with backups; there is no other here
   * @param orgType that everything runs in the caller's own account
   */
  record ProjectView(
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
    var settings = new Settings(environment);
    var access =
        new Access(
            new AccessStore(new Table(new Clients(settings).dynamoDb(), settings.accessTable())));
    this.regionIds = List.of("aws-" + settings.region());
    route(
        "GET /v2/projects",
        new Guards(access).projects(Action.PROJECT_VIEW),
        (projects, _) -> projects.stream().map(this::view).toList());
  }

  private ProjectView view(Project project) {
    return new ProjectView(
        project.id(),
        project.name(),
        regionIds,
        0,
        Times.text(project.createdAt()),
        "Enterprise",
        "BYOC");
  }
}
