package dev.refloat.restore;

import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.Database;
import dev.refloat.cluster.Databases;
import dev.refloat.job.JobStore;
import dev.refloat.job.Outcome;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a verified collection visible, in place of the one that had its name. The name, the outcome
 * and the cluster's state are one transaction: what is visible is recorded as restored, and nothing
 * becomes visible in a cluster that is going away. Its database is there from then on, with what
 * was set on it in the backup; one that was there before is not changed.
 *
 * <p>Order of writes: that transaction, then the removal of what was replaced. Whoever read the
 * name before it serves the old collection, whoever reads it after serves the new one.
 */
public final class Commit {
  private static final Logger log = LoggerFactory.getLogger(Commit.class);

  private final Outcomes outcomes;
  private final ClusterStore clusters;
  private final CollectionNames names;
  private final Databases databases;
  private final PlannedDatabases plannedDatabases;
  private final Replaced replaced;
  private final InstantSource clock;

  Commit(
      JobStore jobs,
      ClusterStore clusters,
      CollectionNames names,
      Databases databases,
      PlannedDatabases plannedDatabases,
      Replaced replaced,
      InstantSource clock) {
    this.outcomes = jobs.outcomes();
    this.clusters = clusters;
    this.names = names;
    this.databases = databases;
    this.plannedDatabases = plannedDatabases;
    this.replaced = replaced;
    this.clock = clock;
  }

  /**
   * Doing it again changes nothing.
   *
   * @throws Refused where the collection is not verified, was given up, or its cluster goes away
   */
  public void commit(PlannedCollection plan) {
    Optional<String> current =
        names
            .find(plan.clusterId(), plan.dbName(), plan.name())
            .flatMap(CollectionNames.Name::current);
    Optional<String> left = makeVisible(plan, current) ? current : visible(plan).replaces();
    log.atInfo().addKeyValue("collectionId", plan.collectionId()).log("Collection is visible");
    replaced.remove(plan.clusterId(), plan.key(), left);
  }

  /** The database goes with each: of several collections nobody knows which is the first. */
  private boolean makeVisible(PlannedCollection plan, Optional<String> current) {
    Database planned = plannedDatabases.find(plan.jobId(), plan.dbName());
    return new Transaction()
        .with(outcomes.restored(plan.key(), current))
        .with(
            names.commit(
                plan.clusterId(),
                plan.dbName(),
                plan.name(),
                plan.run().name(),
                plan.collectionId(),
                current))
        .with(clusters.requireOpen(plan.clusterId()))
        .with(outcomes.toldRestored(plan.jobId(), outcome(plan), clock.instant()))
        .with(databases.createIfAbsent(plan.clusterId(), planned))
        .run()
        .isEmpty();
  }

  /** The outcome of a collection that an earlier call has made visible. */
  private Outcome visible(PlannedCollection plan) {
    Outcome outcome = outcome(plan);
    if (outcome.status() == OutcomeStatus.RESTORED
        && outcome.collectionId().equals(plan.collectionId())) {
      return outcome;
    }
    throw new Refused(
        ErrorCode.COLLECTION_RESTORE_FAILED,
        "The collection was given up, or its cluster dropped, before it could become visible.");
  }

  private Outcome outcome(PlannedCollection plan) {
    return outcomes
        .find(plan.jobId(), plan.collection())
        .orElseThrow(() -> new IllegalStateException("No such collection of the job"));
  }
}
