package dev.refloat.restore;

import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.copy.Deadline;
import dev.refloat.copy.Uploads;
import dev.refloat.job.JobStore;
import dev.refloat.job.OutcomeStatus;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;

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
   * The outcome leaves WAITING first: a collection that was given up meanwhile is not prepared.
   *
   * @throws Refused where the name is taken or the collection was given up
   */
  public void prepare(PlannedCollection plan, Deadline deadline) {
    if (!jobs.moveOrStay(plan.jobId(), plan.collection(), OutcomeStatus.COPYING)) {
      throw new Refused(
          ErrorCode.COLLECTION_RESTORE_FAILED,
          "The collection was given up before it was prepared.");
    }
    if (!names.reserve(plan.clusterId(), plan.dbName(), plan.name(), plan.collectionId())) {
      throw new Refused(
          ErrorCode.DESTINATION_EXISTS,
          "The cluster has a collection "
              + plan.dbName()
              + "."
              + plan.name()
              + " already, or another restore is making it.");
    }
    catalogue.put(plans.entry(plan));
    uploads.open(plan.files(), deadline);
  }
}
