package dev.refloat.restore;

import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.CatalogueEntry;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.copy.Deadline;
import dev.refloat.copy.Uploads;
import dev.refloat.job.Outcomes;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.util.Optional;

/**
 * Makes a collection ready to be copied: its row is written, its multipart uploads are opened.
 * Nothing of it is visible.
 */
public final class Preparation {
  private final Outcomes outcomes;
  private final CollectionNames names;
  private final Catalogue catalogue;
  private final Uploads uploads;
  private final PlanFile plans;

  Preparation(
      Outcomes outcomes,
      CollectionNames names,
      Catalogue catalogue,
      Uploads uploads,
      PlanFile plans) {
    this.outcomes = outcomes;
    this.names = names;
    this.catalogue = catalogue;
    this.uploads = uploads;
    this.plans = plans;
  }

  /**
   * Only with the name that Plan reserved. What it may still write when it is given up behind that
   * is invisible and under ids that nobody else has.
   *
   * @throws Refused where the collection was given up or its name lost
   */
  public void prepare(PlannedCollection plan, Deadline deadline) {
    CatalogueEntry entry = plans.entry(plan);
    Optional<Write> row = catalogue.row(entry, plan.logs());
    var transaction =
        new Transaction()
            .with(outcomes.startCopying(plan.key()))
            .with(
                names.requireReserved(
                    plan.clusterId(), plan.dbName(), plan.name(), plan.run().name()));
    row.ifPresent(transaction::with);
    if (transaction.run().isPresent()) {
      throw new Refused(
          ErrorCode.COLLECTION_RESTORE_FAILED,
          "The collection was given up before it was prepared.");
    }
    if (row.isEmpty()) {
      catalogue.put(entry, plan.logs());
    }
    if (plan.hasRanges()) {
      uploads.open(plan.files(), deadline);
    }
  }
}
