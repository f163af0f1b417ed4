package dev.refloat.access;

import dev.refloat.platform.Operation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes projects. */
public final class Projects {
  private final AccessStore store;
  private final InstantSource clock;

  public Projects(AccessStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Makes a project. An order that was carried out before makes nothing.
   *
   * @param caller an owner; the guard of the route sees to that
   * @return its id
   */
  public String create(Principal caller, String name, Operation operation) {
    store.addProject(
        new Project(
            caller.organizationId(),
            operation.projectId(),
            name,
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    return operation.projectId();
  }
}
