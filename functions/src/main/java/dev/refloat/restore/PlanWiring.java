package dev.refloat.restore;

import dev.refloat.backup.BackupInventory;
import dev.refloat.backup.MetaReader;
import dev.refloat.cluster.Catalogue;
import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.S3Writes;
import dev.refloat.estimate.Estimate;
import dev.refloat.estimate.Prices;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what plans a restore: to be carried out, or to be looked at. */
final class PlanWiring {
  private static final Logger log = LoggerFactory.getLogger(PlanWiring.class);

  private final Wiring shared;
  private final Clients clients;
  private final Settings settings;
  private final InstantSource clock;

  PlanWiring(Wiring shared, Clients clients, InstantSource clock) {
    this.shared = shared;
    this.clients = clients;
    this.settings = clients.settings();
    this.clock = clock;
  }

  Planning planning() {
    return new Planning(shared.jobs(), planner(), dryRunPlanner());
  }

  private DryRunPlanner dryRunPlanner() {
    var rehearsal =
        new Rehearsal(
            shared.clusters(),
            source(),
            shared.destinations(),
            new RbacPlanner(shared.rbac(), shared.jobs().rbac(), clock),
            shared.plannedDatabases(),
            draft(S3Writes::discarding),
            estimates(),
            !Admission.limits(settings).isNone(),
            clock);
    return new DryRunPlanner(
        shared.jobs(), shared.requests(), shared.dryRunResults(), rehearsal, clock);
  }

  private PlanDraft draft(Supplier<S3Writes> writes) {
    var parallelism = Parallelism.of(settings);
    return new PlanDraft(
        parallelism, new CollectionPlanner(parallelism, planFile()), planFile(), writes);
  }

  private S3Writes planWrites() {
    return new S3Writes(clients.s3(), CopyLimits.of(settings).copiesInFlight());
  }

  private PlanFile planFile() {
    return new PlanFile(clients.s3(), settings.workBucket());
  }

  private Planner planner() {
    return new Planner(
        shared.jobs(),
        shared.requests(),
        shared.clusters(),
        proposals(),
        new Reservation(shared.jobs(), shared.names(), shared.destinations(), clock),
        planFile(),
        clock);
  }

  Proposals proposals() {
    return new Proposals(
        shared.jobs(),
        shared.clusters(),
        source(),
        shared.destinations(),
        new RbacPlanner(shared.rbac(), shared.jobs().rbac(), clock),
        new CallsAhead(
            Parallelism.of(settings),
            clients::eventBridge,
            settings.find("EVENT_BUS"),
            settings.find("STACK_NAME").orElse("")),
        draft(this::planWrites),
        planFile(),
        shared.plannedDatabases(),
        shared.dryRunPlans(),
        estimates(),
        clock);
  }

  private Estimates estimates() {
    var rows = new Catalogue(shared.clustersTable(), clients.s3(), "");
    var place =
        new Estimate.Place(
            settings.region(),
            settings.backupRegion(),
            settings.find("COPY_KMS_KEY").isPresent(),
            Parallelism.of(settings).flow());
    return new Estimates(
        shared.speed(), place, prices(), shared.names(), rows, shared.requests(), clock);
  }

  /** A restore does not fail because somebody set prices that cannot be read. */
  private Prices prices() {
    try {
      return settings
          .find("PRICES")
          .map(json -> Prices.read(json.getBytes(StandardCharsets.UTF_8)))
          .orElseGet(Prices::bundled);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("The parameter Prices cannot be read: no prices are known");
      return Prices.unknown();
    }
  }

  private Source source() {
    var s3 = clients.sourceS3();
    return new Source(
        shared.backups(), new MetaReader(s3), new BackupInventory(s3), settings.backupBucket());
  }
}
