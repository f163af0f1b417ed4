package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.AccessStore;
import dev.refloat.access.Action;
import dev.refloat.access.Project;
import dev.refloat.access.Projects;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.input.Field;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** {@code /v2/projects}. */
public final class ProjectsFunction extends HttpFunction {
  static final Shape SHAPE = Shape.of(Field.required("projectName", Rule.Text.ofUpTo(64)));

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

  private record Named(String projectId) {}

  public ProjectsFunction() {
    this(System.getenv());
  }

  public ProjectsFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private ProjectsFunction(Clients clients) {
    super(clients);
    this.clusters = new Wiring(clients).clusters();
    this.regionIds = List.of(clients.settings().region());
    var guards = new Guards(Access.of(clients));
    var projects = new Projects(AccessStore.of(clients), InstantSource.system());
    route(
        "GET /v2/projects",
        guards.projects(Action.PROJECT_VIEW),
        (sight, _) -> sight.projects().stream().map(this::view).toList());
    post(
        "POST /v2/projects",
        guards.owner(),
        (caller, request) ->
            new Named(
                projects.create(
                    caller,
                    SHAPE.require(request.body()).text("projectName"),
                    request.operation())),
        Idempotency.of(clients));
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
