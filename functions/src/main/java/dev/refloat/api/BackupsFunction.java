package dev.refloat.api;

import dev.refloat.access.Access;
import dev.refloat.access.Action;
import dev.refloat.access.Project;
import dev.refloat.backup.BackupCheck;
import dev.refloat.backup.BackupPage;
import dev.refloat.backup.BackupQuery;
import dev.refloat.backup.BackupRecord;
import dev.refloat.backup.BackupRegistrar;
import dev.refloat.backup.BackupStore;
import dev.refloat.backup.BackupType;
import dev.refloat.backup.CreationMethod;
import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.restore.Wiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v2/backups}, one of them, and registering one. */
public final class BackupsFunction extends HttpFunction {
  private final BackupStore backups;
  private final BackupRegistrar registrar;
  private final BackupCheck check;
  private final String region;

  private record Page(int count, int currentPage, int pageSize, List<BackupView> backups) {}

  private record Registered(String backupId, String backupName) {}

  public BackupsFunction() {
    this(System.getenv());
  }

  public BackupsFunction(Map<String, String> environment) {
    this(new Clients(new Settings(environment)));
  }

  private BackupsFunction(Clients clients) {
    super(clients);
    var wiring = new Wiring(clients);
    var access = Access.of(clients);
    var guards = new Guards(access);
    this.backups = wiring.backups();
    this.registrar = wiring.backupRegistrar();
    this.check = BackupCheck.of(clients.sourceS3());
    this.region = clients.settings().region();
    route("GET /v2/backups", guards.projectsAskedFor(Action.BACKUP_VIEW), this::list);
    route(
        "GET /v2/clusters/{clusterId}/backups/{backupId}",
        guards.backup(backups, Action.BACKUP_VIEW),
        this::describe);
    post(
        "POST /v2/clusters/{clusterId}/backups/register",
        new RegistrationGuard(access, backups, clients.settings().backupBucket()),
        (registration, _) -> register(registration),
        Idempotency.of(clients));
  }

  private Page list(Sight sight, Request request) {
    BackupPage page = backups.list(query(sight.projects(), request.query()), sight::holds);
    return new Page(
        page.count(),
        page.currentPage(),
        page.pageSize(),
        page.backups().stream().map(BackupView::of).toList());
  }

  private BackupView.Detail describe(BackupRecord backup, Request request) {
    var found =
        request.query().flag("check")
            ? Optional.of(check.check(backup.location()))
            : Optional.<BackupCheck.Checked>empty();
    return BackupView.Detail.of(backup, region, found);
  }

  private static BackupQuery query(List<Project> projects, Query query) {
    Optional<String> clusterId = query.clusterId();
    var method =
        query.choice("creationMethod", CreationMethod.class, ErrorCode.CREATION_METHOD_UNKNOWN);
    var type = query.choice("backupType", BackupType.class, ErrorCode.BACKUP_TYPE_UNKNOWN);
    Optional<Instant> start = query.time("start");
    Optional<Instant> end = query.time("end");
    if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      throw new Refused(ErrorCode.TIME_RANGE_MALFORMED, "end must not be before start.");
    }
    Paging paging = query.paging();
    return new BackupQuery(
        projects.stream().map(Project::id).toList(),
        clusterId,
        type,
        method,
        start,
        end,
        paging.pageSize(),
        paging.currentPage());
  }

  private Registered register(RegistrationGuard.Registration wanted) {
    BackupRecord backup =
        registrar.register(
            wanted.location(),
            wanted.clusterId(),
            wanted.projectId(),
            wanted.type(),
            wanted.method());
    return new Registered(backup.backupId(), backup.backupName());
  }
}
