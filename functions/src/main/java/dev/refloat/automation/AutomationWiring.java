package dev.refloat.automation;

import dev.refloat.access.Access;
import dev.refloat.access.AccessStore;
import dev.refloat.access.Audit;
import dev.refloat.access.Grants;
import dev.refloat.order.Orders;
import dev.refloat.platform.Clients;
import dev.refloat.platform.KeyedHash;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Table;
import dev.refloat.restore.Wiring;
import java.time.InstantSource;

/** Puts the use cases of triggers together from a function's settings. */
public final class AutomationWiring {
  private final Clients clients;
  private final Wiring wiring;
  private final InstantSource clock;

  public AutomationWiring(Clients clients) {
    this(clients, new Wiring(clients), InstantSource.system());
  }

  /** With a clock and a wiring of the caller's own. */
  public AutomationWiring(Clients clients, Wiring wiring, InstantSource clock) {
    this.clients = clients;
    this.wiring = wiring;
    this.clock = clock;
  }

  public RestoreTriggers restoreTriggers() {
    return new RestoreTriggers(
        triggers(), firings(), new Loops(triggers()), Access.of(clients), wiring.clusters(), clock);
  }

  public Drills drills() {
    return new Drills(table());
  }

  public FireTriggers fireTriggers() {
    var audit = new Audit(table(), clock);
    var metrics = new Metrics(clients.settings(), clock);
    var files = new RequestFiles(clients.s3());
    var retention = new Retention(table(), wiring.clusters(), wiring.dropCluster(), audit);
    return new FireTriggers(
        clients.settings().require("REQUESTS_BUCKET"),
        triggers(),
        firings(),
        new Arrivals(triggers(), firings()),
        new DueSchedules(triggers(), firings()),
        new FileAnswers(files, firings()),
        new FiringOrder(
            wiring.backups(),
            files,
            new Grants(AccessStore.of(clients), clock),
            Access.of(clients),
            audit,
            Orders.of(clients, wiring),
            wiring.restoreCluster(),
            wiring.restoreCollections(),
            new KeyedHash(clients)),
        retention,
        drillRun(retention, metrics),
        wiring.jobs(),
        metrics);
  }

  private DrillRun drillRun(Retention retention, Metrics metrics) {
    return new DrillRun(
        table(),
        drills(),
        new DrillReports(wiring.jobs(), wiring.backups(), wiring.catalogue()),
        new DrillFiles(clients.s3(), clients.settings().require("BACKUP_BUCKET")),
        wiring.clusters(),
        retention,
        metrics,
        clock);
  }

  private TriggerStore triggers() {
    return new TriggerStore(table());
  }

  private Firings firings() {
    return new Firings(table(), triggers(), clock);
  }

  private Table table() {
    return new Table(clients.dynamoDb(), clients.settings().jobsTable());
  }
}
