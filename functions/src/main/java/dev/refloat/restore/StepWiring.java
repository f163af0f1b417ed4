package dev.refloat.restore;

import dev.refloat.copy.DestinationCheck;
import dev.refloat.copy.ETagRule;
import dev.refloat.job.ContentLedger;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Metrics;
import dev.refloat.platform.Settings;
import java.time.InstantSource;

/** Puts together the steps of one collection; those of one process copy by one engine. */
final class StepWiring {
  private final Wiring shared;
  private final Clients clients;
  private final Settings settings;
  private final CopyEngine engine;
  private final Pauses pauses;
  private final InstantSource clock;

  StepWiring(
      Wiring shared, Clients clients, CopyEngine engine, Pauses pauses, InstantSource clock) {
    this.shared = shared;
    this.clients = clients;
    this.settings = clients.settings();
    this.engine = engine;
    this.pauses = pauses;
    this.clock = clock;
  }

  Preparation preparation() {
    return new Preparation(
        shared.outcomes(),
        shared.names(),
        shared.catalogue(),
        engine.uploads(),
        new PlanFile(clients.s3(), settings.workBucket()));
  }

  Copying copying() {
    return new Copying(
        shared.outcomes(),
        engine.batchCopier(Outcomes::mayCopy, pauses.lookAgain()),
        new CopyMetrics(new Metrics(settings, clock), engine.calls()));
  }

  Completion completion() {
    return new Completion(engine.uploads());
  }

  Verification verification() {
    return new Verification(
        shared.outcomes(),
        new DestinationCheck(engine.s3(), engine.buckets(), engine.calls(), ETagRule.of(settings)),
        opening());
  }

  Opening opening() {
    return new Opening(
        shared.outcomes(),
        new ContentLedger(shared.jobsTable(), clock),
        new ContentPlan(clients.s3()),
        engine.destinationReader());
  }

  Commit commit() {
    return new Commit(
        shared.jobs(),
        shared.clusters(),
        shared.names(),
        shared.databases(),
        shared.plannedDatabases(),
        shared.replaced(shared.removal(engine)),
        clock);
  }

  InOneCall inOneCall() {
    return new InOneCall(
        shared.outcomes(), preparation(), copying(), completion(), verification(), commit());
  }
}
