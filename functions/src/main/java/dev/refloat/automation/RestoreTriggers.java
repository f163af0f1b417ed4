package dev.refloat.automation;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.cluster.ClusterStore;
import dev.refloat.order.Rights;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Operation;
import dev.refloat.platform.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Makes, lists and deletes triggers. */
public final class RestoreTriggers {
  /** Firings that are told of one. */
  private static final int NEWEST = 20;

  /** Only those meet that do something with one trigger. */
  private static final int ATTEMPTS = 10;

  private final TriggerStore triggers;
  private final Firings firings;
  private final Loops loops;
  private final Access access;
  private final Rights rights;
  private final ClusterStore clusters;
  private final InstantSource clock;

  RestoreTriggers(
      TriggerStore triggers,
      Firings firings,
      Loops loops,
      Access access,
      ClusterStore clusters,
      InstantSource clock) {
    this.triggers = triggers;
    this.firings = firings;
    this.loops = loops;
    this.access = access;
    this.rights = new Rights(access);
    this.clusters = clusters;
    this.clock = clock;
  }

  /**
   * Makes one. An order that was carried out before makes nothing.
   *
   * @throws Refused where its creator may not do what it is to do, its name is taken (96151), or it
   *     would fire itself (96152)
   */
  public RestoreTrigger create(Principal creator, TriggerDefinition wanted, Operation operation) {
    Optional<RestoreTrigger> before = triggers.find(operation.triggerId());
    if (before.isPresent()) {
      return before.get();
    }
    requireRights(creator, wanted);
    loops.refuse(wanted);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var trigger =
        new RestoreTrigger(
            operation.triggerId(),
            wanted,
            RestoreTrigger.Creator.of(creator),
            now,
            wanted.enabled(),
            "",
            false,
            Optional.empty(),
            Optional.empty(),
            next(wanted, now),
            operation.token());
    if (!triggers.create(trigger)) {
      // The same order, at the same time, may have been faster.
      return triggers
          .find(trigger.triggerId())
          .orElseThrow(
              () ->
                  new Refused(
                      ErrorCode.TRIGGER_NAME_TAKEN,
                      "The project has a restore trigger named "
                          + wanted.name()
                          + " already; choose another name."));
    }
    return trigger;
  }

  private static Optional<Instant> next(TriggerDefinition wanted, Instant now) {
    return wanted.enabled() && wanted.when() instanceof When.Scheduled scheduled
        ? scheduled.schedule().next(now)
        : Optional.empty();
  }

  private void requireRights(Principal creator, TriggerDefinition wanted) {
    access.requireProject(creator, wanted.projectId(), Action.BACKUP_MANAGE);
    Optional<String> destination = wanted.restore().flatMap(TriggeredRestore::destination);
    if (destination.isPresent()) {
      rights.cluster(clusters, destination.get(), creator, Action.CLUSTER_MODIFY);
    } else {
      String project =
          wanted.restore().flatMap(TriggeredRestore::project).orElse(wanted.projectId());
      access.requireProject(creator, project, Action.CLUSTER_CREATE);
      if (wanted.dropsClusters()) {
        access.requireProject(creator, project, Action.CLUSTER_DELETE);
      }
    }
  }

  /** Those of a project, by name. */
  public List<RestoreTrigger> list(String projectId) {
    return triggers.list(projectId);
  }

  /**
   * One, for a caller who may.
   *
   * @throws Refused 96150 where there is none, or it is of another organization
   */
  public RestoreTrigger find(Principal caller, String triggerId, Action action) {
    RestoreTrigger trigger =
        Optional.of(triggerId)
            .filter(Ids::mayBeOne)
            .flatMap(triggers::find)
            .filter(found -> !found.deleted())
            .filter(found -> found.creator().organizationId().equals(caller.organizationId()))
            .orElseThrow(
                () ->
                    new Refused(
                        ErrorCode.TRIGGER_NOT_FOUND,
                        "Restore trigger " + triggerId + " does not exist."));
    access.requireProject(caller, trigger.projectId(), action);
    return trigger;
  }

  /** What fired it last, the newest first, up to 20. */
  public List<Firing> firings(RestoreTrigger trigger) {
    return firings.newest(trigger.triggerId(), NEWEST);
  }

  /** Deletes it. A restore of it that runs goes on, and what follows it is done. */
  public void delete(RestoreTrigger found) {
    Optional<RestoreTrigger> trigger = Optional.of(found);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (trigger.isEmpty() || trigger.get().deleted() || triggers.delete(trigger.get())) {
        return;
      }
      trigger = triggers.find(found.triggerId());
    }
    throw new IllegalStateException("A trigger changes faster than it can be deleted");
  }
}
