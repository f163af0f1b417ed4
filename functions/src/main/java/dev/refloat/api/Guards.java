package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.access.Project;
import java.util.List;

/** The guards of the routes. Each names the action; the resource it finds in the request. */
final class Guards {
  private final Access access;

  Guards(Access access) {
    this.access = access;
  }

  /** Lets in whoever has a legal key, for what belongs to nobody. */
  static Guard<Principal> anyKey() {
    return (principal, _) -> principal;
  }

  /**
   * The project of the parameter {@code projectId}, which must be allowed; without the parameter,
   * those projects that are.
   */
  Guard<List<Project>> projects(Action action) {
    return (principal, request) ->
        request
            .query()
            .text("projectId")
            .map(id -> List.of(access.requireProject(principal, id, action)))
            .orElseGet(() -> access.projects(principal, action));
  }
}
