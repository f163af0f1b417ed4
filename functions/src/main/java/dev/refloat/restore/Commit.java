package dev.refloat.restore;

import dev.refloat.cluster.ClusterStore;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.job.JobStore;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a verified collection visible. The name, the outcome and the cluster's state are one
 * transaction: what is visible is recorded as restored, and nothing becomes visible in a cluster
 * that is going away.
 */
public final class Commit {
  private static final Logger log = LoggerFactory.getLogger(Commit.class);

  private final JobStore jobs;
  private final ClusterStore clusters;
  private final CollectionNames names;

  Commit(JobStore jobs, ClusterStore clusters, CollectionNames names) {
    this.jobs = jobs;
    this.clusters = clusters;
    this.names = names;
  }

  /**
   * Doing it again changes nothing.
   *
   * @throws Refused where the collection is not verified, was given up, or its cluster goes away
   */
  public void commit(PlannedCollection plan) {
    boolean done =
        new Transaction()
            .with(jobs.move(plan.jobId(), plan.collection(), OutcomeStatus.RESTORED))
            .with(names.commit(plan.clusterId(), plan.dbName(), plan.name(), plan.collectionId()))
            .with(clusters.requireOpen(plan.clusterId()))
            .run()
            .isEmpty();
    if (!done && !isRestored(plan)) {
      throw new Refused(
          ErrorCode.COLLECTION_RESTORE_FAILED,
          "The collection was given up, or its cluster dropped, before it could become visible.");
    }
    log.atInfo().addKeyValue("collectionId", plan.collectionId()).log("Collection is visible");
  }

  private boolean isRestored(PlannedCollection plan) {
    return jobs.outcome(plan.jobId(), plan.collection())
        .map(outcome -> outcome.status() == OutcomeStatus.RESTORED)
        .orElse(false);
  }
}
