package dev.refloat.estimate;

import dev.refloat.estimate.RestoreSize.Request;

/**
 * Counts what a run asks of AWS, step by step, as the functions and the state machine do it. It
 * begins with the function that takes the request and ends with the execution; an end-to-end test
 * holds it to what is really asked. What is repeated because it failed is not in it.
 */
public final class RequestCount {
  /** Reserved with the plan; and in each transaction behind it. */
  private static final int RESERVED_AT_ONCE = 40;

  private static final int SKIPPED_AT_ONCE = 49;
  private static final int EMPTY_DATABASES_AT_ONCE = 90;

  private final Tally tally = new Tally();

  private RequestCount() {}

  /** All of a run that succeeds at once. */
  public static Requests of(RestoreSize size) {
    var count = new RequestCount();
    count.request(size);
    count.plan(size);
    size.collections().forEach(collection -> CollectionCount.count(count.tally, collection));
    if (!size.collections().isEmpty()) {
      count.tally.map();
    }
    if (size.rbac()) {
      count.rbac();
    }
    count.finish(size);
    return count.tally.requests();
  }

  /** Audit record, reservation, place in the lists of jobs, slot. */
  private void request(RestoreSize size) {
    Request request = size.request();
    switch (request.kind()) {
      case NEW_CLUSTER -> {
        tally.invoke("RestoreClusterFunction", 1);
        tally.transaction(3 + 3 + request.slices());
        tally.kms();
        tally.read(5);
      }
      case COLLECTIONS -> {
        tally.invoke("RestoreCollectionFunction", 1);
        tally.transaction(3 + 1 + request.slices() + request.names());
        tally.read(9);
      }
      case RETRY -> {
        return;
      }
    }
    tally.write(2);
    tally.transaction(5);
    if (size.slots()) {
      tally.transaction(3);
    }
  }

  private void plan(RestoreSize size) {
    RestoreSize.Plan plan = size.plan();
    tally.start();
    tally.state("PlanFunction");
    tally.state(); // Whether there are any collections.
    tally.state(); // Whether there are users and roles.
    tally.add(S3Request.GET_OBJECT, plan.metaReads());
    tally.add(S3Request.LIST_OBJECTS, plan.lists());
    tally.add(S3Request.PUT_OBJECT, plan.puts());
    tally.add(S3Request.CREATE_MULTIPART_UPLOAD, plan.uploads());
    tally.add(S3Request.UPLOAD_PART, plan.parts());
    tally.add(S3Request.COMPLETE_MULTIPART_UPLOAD, plan.uploads());
    tally.read(size.rbac() ? 7 : 6);
    tally.read(size.newCluster() ? 0 : 1); // The names that are taken.
    tally.read(size.skipped() > 0 ? 2 : 0);
    tally.read(size.collections().stream().anyMatch(c -> c.replaced().isPresent()) ? 2 : 0);
    tally.transaction(size.newCluster() ? 3 : 2); // The run begins.
    tally.write(1); // Ids are taken.
    long first = Math.min(RESERVED_AT_ONCE, size.collections().size());
    tally.transaction(1 + plan.events() + 1 + 1 + (size.rbac() ? 1 : 0) + 2 * first);
    inTransactions(2, size.collections().size() - first, RESERVED_AT_ONCE);
    inTransactions(2, size.skipped(), SKIPPED_AT_ONCE);
  }

  /** Several items each, and one that requires that the run goes on for so many at once. */
  private void inTransactions(int itemsEach, long count, int atOnce) {
    tally.transaction(itemsEach * count + Math.ceilDiv(count, atOnce));
  }

  private void rbac() {
    tally.state("RbacFunction");
    tally.read(4);
    tally.transaction(6);
  }

  private void finish(RestoreSize size) {
    tally.state("FinishFunction");
    tally.read(7);
    tally.write(1); // How fast it was.
    tally.transaction(
        3
            + (size.slots() ? 2 : 0)
            + size.emptyDatabases()
            + Math.ceilDiv(size.emptyDatabases(), EMPTY_DATABASES_AT_ONCE)
            - (size.emptyDatabases() > 0 ? 1 : 0)
            + (size.collections().isEmpty() ? 0 : 1)
            + (size.newCluster() ? 1 : 0));
  }
}
