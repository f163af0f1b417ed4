package dev.refloat.restore;

import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.copy.Deadline;
import dev.refloat.copy.Uploads;
import dev.refloat.job.JobStore;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import java.util.OptionalInt;

/**
 * Makes a collection ready to be copied: its name is reserved, its row written, its multipart
 * uploads opened. Nothing of it is visible.
 */
public final class Preparation {
  private final JobStore jobs;
  private final CollectionNames names;
  private final Catalogue catalogue;
  private final Uploads uploads;
  private final PlanFile plans;

  Preparation(
      JobStore jobs, CollectionNames names, Catalogue catalogue, Uploads uploads, PlanFile plans) {
    this.jobs = jobs;
    this.names = names;
    this.catalogue = catalogue;
    this.uploads = uploads;
    this.plans = plans;
  }

  /**
   * The name is reserved in one transaction with the outcome: a collection that was given up
   * reserves none. What it may still write when it is given up behind that is invisible and under
   * ids that nobody else has.
   *
   * @throws Refused where the name is taken or the collection was given up
   */
  public void prepare(PlannedCollection plan, Deadline deadline) {
    OptionalInt failed =
        new Transaction()
            .with(jobs.startCopying(plan.jobId(), plan.collection()))
            .with(
                names.reservation(
                    plan.clusterId(), plan.dbName(), plan.name(), plan.collectionId()))
            .run();
    if (failed.isPresent()) {
      throw failed.getAsInt() == 0 ? givenUp() : nameTaken(plan);
    }
    catalogue.put(plans.entry(plan));
    uploads.open(plan.files(), deadline);
  }

  private static Refused givenUp() {
    return new Refused(
        ErrorCode.COLLECTION_RESTORE_FAILED, "The collection was given up before it was prepared.");
  }

  private static Refused nameTaken(PlannedCollection plan) {
    return new Refused(
        ErrorCode.DESTINATION_EXISTS,
        "The cluster has a collection "
            + plan.dbName()
            + "."
            + plan.name()
            + " already, or another restore is making it.");
  }
}
