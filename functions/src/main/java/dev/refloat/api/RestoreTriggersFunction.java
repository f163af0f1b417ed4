package dev.refloat.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Principal;
import dev.refloat.automation.AutomationWiring;
import dev.refloat.automation.Drill;
import dev.refloat.automation.Drills;
import dev.refloat.automation.RestoreTrigger;
import dev.refloat.automation.RestoreTriggers;
import dev.refloat.automation.TriggerDefinition;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Administrator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v2/restoreTriggers}, and the drills that they do. */
public final class RestoreTriggersFunction extends HttpFunction {
  private static final Comparator<Drill> NEWEST_FIRST =
      Comparator.comparing(Drill::startTime).thenComparing(Drill::drillId).reversed();

  private final RestoreTriggers triggers;
  private final Drills drills;
  private final String requestsBucket;

  private record Page(
      int count, int currentPage, int pageSize, List<TriggerView> restoreTriggers) {}

  private record DrillPage(int count, int currentPage, int pageSize, List<Drill> drills) {}

  private record Deleted(String triggerId) {}

  /**
   * What the caller gets.
   *
   * @param username absent where the trigger makes no clusters that stay
   * @param password of all clusters that it will make
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Made(
      String triggerId,
      @Nullable String username,
      @Nullable String password,
      @Nullable String requestFolder) {
    @Override
    public String toString() {
      return "Made[triggerId=" + triggerId + "]";
    }
  }

  public RestoreTriggersFunction() {
    this(System.getenv());
  }

  public RestoreTriggersFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private RestoreTriggersFunction(Clients clients) {
    super(clients);
    var wiring = new AutomationWiring(clients);
    this.triggers = wiring.restoreTriggers();
    this.drills = wiring.drills();
    this.requestsBucket = clients.settings().require("REQUESTS_BUCKET_NAME");
    var guards = new Guards(Access.of(clients));
    Guard<Sight> viewed = guards.projectsAskedFor(Action.BACKUP_VIEW);
    route("GET /v2/restoreTriggers", viewed, this::list);
    route(
        "GET /v2/restoreTriggers/{triggerId}",
        found(Action.BACKUP_VIEW),
        (trigger, _) -> describe(trigger));
    route("GET /v2/drills", viewed, this::listDrills);
    delete("DELETE /v2/restoreTriggers/{triggerId}", found(Action.BACKUP_MANAGE), this::delete);
    post(
        "POST /v2/restoreTriggers",
        Guards.anyKey(),
        this::create,
        Idempotency.of(clients),
        new Secret("password", Administrator::password));
  }

  private Guard<RestoreTrigger> found(Action action) {
    return (principal, request) ->
        triggers.find(principal, request.pathParameter("triggerId"), action);
  }

  private Made create(Principal caller, Request request) {
    TriggerDefinition wanted = TriggerDefinition.parse(request.body());
    RestoreTrigger made = triggers.create(caller, wanted, request.operation());
    boolean shows = wanted.makesClustersThatStay();
    return new Made(
        made.triggerId(),
        shows ? Administrator.NAME : null,
        shows ? Administrator.password(request.operation()) : null,
        made.requestFolder(requestsBucket).orElse(null));
  }

  private Deleted delete(RestoreTrigger trigger, Request request) {
    triggers.delete(trigger);
    return new Deleted(trigger.triggerId());
  }

  private TriggerView describe(RestoreTrigger trigger) {
    return TriggerView.of(trigger, requestsBucket, Optional.of(triggers.firings(trigger)));
  }

  private Page list(Sight sight, Request request) {
    Paging paging = request.query().paging();
    List<RestoreTrigger> all =
        sight.projects().stream().flatMap(project -> triggers.list(project.id()).stream()).toList();
    return new Page(
        all.size(),
        paging.currentPage(),
        paging.pageSize(),
        paging.slice(all).stream()
            .map(trigger -> TriggerView.of(trigger, requestsBucket, Optional.empty()))
            .toList());
  }

  private DrillPage listDrills(Sight sight, Request request) {
    Paging paging = request.query().paging();
    List<Drill> all =
        sight.projects().stream()
            .flatMap(project -> drills.list(project.id()).stream())
            .sorted(NEWEST_FIRST)
            .toList();
    return new DrillPage(all.size(), paging.currentPage(), paging.pageSize(), paging.slice(all));
  }
}
