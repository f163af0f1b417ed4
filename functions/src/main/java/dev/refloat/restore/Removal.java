package dev.refloat.restore;

import dev.refloat.cluster.Catalogue;
import dev.refloat.cluster.Cluster;
import dev.refloat.cluster.CollectionNames;
import dev.refloat.cluster.DataLayout;
import dev.refloat.copy.CollectionCleanup;
import dev.refloat.job.Job;
import dev.refloat.job.Outcome;
import dev.refloat.job.Run;
import dev.refloat.platform.Refused;
import java.util.function.BooleanSupplier;

/**
 * Removes what was written for collections that are not visible. Each attempt at a collection has
 * an id of its own, so that a removal that comes late removes nothing of a later attempt.
 */
final class Removal {
  private final CollectionNames names;
  private final Catalogue catalogue;
  private final CollectionCleanup cleanup;

  Removal(CollectionNames names, Catalogue catalogue, CollectionCleanup cleanup) {
    this.names = names;
    this.catalogue = catalogue;
    this.cleanup = cleanup;
  }

  /**
   * Uploads, files, row and name of an attempt that was given up. The name is released last: until
   * then nobody else writes to it.
   *
   * @throws Refused where S3 will not delete some of the files
   */
  void remove(Job job, Outcome outcome) {
    String cluster = job.clusterId();
    String id = outcome.collectionId();
    cleanup.remove(
        job.jobId(),
        outcome.collection(),
        Integer.parseInt(outcome.attempt()),
        DataLayout.collectionPrefixes(cluster, id));
    catalogue.drop(cluster, id);
    names.release(
        cluster, outcome.dbName(), outcome.name(), new Run(job.jobId(), outcome.run()).name());
  }

  /**
   * Files and row of a collection id of which no ledger tells any more: that of an earlier attempt,
   * or of a collection that was replaced.
   *
   * @throws Refused where S3 will not delete some of the files
   */
  void removeId(String clusterId, String id) {
    DataLayout.collectionPrefixes(clusterId, id).forEach(cleanup::removePrefix);
    catalogue.drop(clusterId, id);
  }

  /**
   * Every file of a cluster that takes no collection any more, as long as there is time.
   *
   * @return whether nothing is left
   * @throws Refused where S3 will not delete some of the files
   */
  boolean removeAll(Cluster cluster, BooleanSupplier mayGoOn) {
    return cleanup.removePrefix(DataLayout.clusterPrefix(cluster.clusterId()), mayGoOn);
  }

  /** Uploads of a collection that is visible, of which its completion did not know. */
  void abortLeft(Job job, Outcome outcome) {
    cleanup.abortLeft(
        job.jobId(),
        outcome.collection(),
        Integer.parseInt(outcome.attempt()),
        DataLayout.collectionPrefixes(job.clusterId(), outcome.collectionId()));
  }
}
