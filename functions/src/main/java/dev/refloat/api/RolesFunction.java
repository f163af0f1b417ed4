package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.access.AccessStore;
import dev.refloat.access.CustomRole;
import dev.refloat.access.Principal;
import dev.refloat.access.Roles;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v2/roles}: those that somebody made. Who may do what with which, the use case decides.
 */
public final class RolesFunction extends HttpFunction {
  private final Roles roles;

  private record Page(int count, int currentPage, int pageSize, List<View> roles) {}

  private record Named(String roleId) {}

  /**
   * A role as the API shows it.
   *
   * @param projectId null for one of the whole organization
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record View(
      String roleId,
      @Nullable String projectId,
      String roleName,
      String description,
      List<Policy> policies,
      String createdBy,
      String createTime) {
    static View of(CustomRole role) {
      return new View(
          role.id(),
          role.projectId(),
          role.name(),
          role.description(),
          role.policies().stream().map(Policy::of).toList(),
          role.createdBy(),
          Times.text(role.createdAt()));
    }
  }

  /**
   * A policy of it.
   *
   * @param resources empty: all
   */
  private record Policy(String resourceType, List<String> privileges, List<String> resources) {
    static Policy of(CustomRole.Statement statement) {
      return new Policy(
          statement.resourceType().name(),
          statement.privileges().stream().sorted().toList(),
          statement.resources().stream().sorted().toList());
    }
  }

  public RolesFunction() {
    this(System.getenv());
  }

  public RolesFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private RolesFunction(Clients clients) {
    super(clients);
    this.roles = new Roles(AccessStore.of(clients), InstantSource.system());
    route("GET /v2/roles", Guards.anyKey(), this::list);
    route(
        "GET /v2/roles/{roleId}",
        Guards.anyKey(),
        (caller, request) -> View.of(roles.find(caller, request.pathParameter("roleId"))));
    delete("DELETE /v2/roles/{roleId}", Guards.anyKey(), this::delete);
    post(
        "POST /v2/roles",
        Guards.anyKey(),
        (caller, request) ->
            new Named(roles.create(caller, RoleRequest.parse(request.body()), request.operation())),
        Idempotency.of(clients));
  }

  private Page list(Principal caller, Request request) {
    Paging paging = request.query().paging();
    List<CustomRole> all = roles.list(caller);
    return new Page(
        all.size(),
        paging.currentPage(),
        paging.pageSize(),
        paging.slice(all).stream().map(View::of).toList());
  }

  private Named delete(Principal caller, Request request) {
    String id = request.pathParameter("roleId");
    roles.delete(caller, id);
    return new Named(id);
  }
}
