package dev.refloat.estimate;

import dev.refloat.estimate.CollectionSize.Copying;
import dev.refloat.estimate.CollectionSize.Opening;
import dev.refloat.estimate.CollectionSize.Replaced;
import dev.refloat.estimate.RestoreSize.Request;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what a run asks of AWS, step by step, as the functions and the state machine do it. It
 * begins with the function that takes the request and ends with the execution; an end-to-end test
 * holds it to what is really asked. What is repeated because it failed is not in it.
 */
public final class RequestCount {
  /** Keys of one page of a listing, of one DeleteObjects, and parts of one page. */
  private static final int PAGE = 1_000;

  /** Reserved with the plan; and in each transaction behind it. */
  private static final int RESERVED_AT_ONCE = 40;

  private static final int SKIPPED_AT_ONCE = 49;
  private static final int EMPTY_DATABASES_AT_ONCE = 90;

  private final Map<S3Request, Long> s3 = new EnumMap<>(S3Request.class);
  private final Map<String, Long> invocations = new HashMap<>();
  private long transitions;
  private long items;
  private long itemsInTransactions;
  private long reads;
  private long kms;

  private RequestCount() {}

  /** All of a run that succeeds at once. */
  public static Requests of(RestoreSize size) {
    var count = new RequestCount();
    count.request(size);
    count.plan(size);
    size.collections().forEach(count::collection);
    if (!size.collections().isEmpty()) {
      count.map();
      count.state();
    }
    if (size.rbac()) {
      count.rbac();
    }
    count.finish(size);
    return new Requests(
        count.s3,
        count.transitions,
        count.invocations,
        count.items,
        count.itemsInTransactions,
        count.reads,
        count.kms);
  }

  /** Audit record, reservation, place in the lists of jobs, slot. */
  private void request(RestoreSize size) {
    Request request = size.request();
    switch (request.kind()) {
      case NEW_CLUSTER -> {
        invoke("RestoreClusterFunction");
        transaction(3 + 3 + request.slices());
        kms++;
        reads += 5;
      }
      case COLLECTIONS -> {
        invoke("RestoreCollectionFunction");
        transaction(3 + 1 + request.slices() + request.names());
        reads += 9;
      }
      case RETRY -> {
        return;
      }
    }
    write(2);
    transaction(5);
    if (size.slots()) {
      transaction(3);
    }
  }

  private void plan(RestoreSize size) {
    RestoreSize.Plan plan = size.plan();
    transitions++; // The start of the execution.
    state("PlanFunction");
    state(); // Whether there are any collections.
    state(); // Whether there are users and roles.
    add(S3Request.GET_OBJECT, plan.metaReads());
    add(S3Request.LIST_OBJECTS, plan.lists());
    add(S3Request.PUT_OBJECT, plan.puts());
    add(S3Request.CREATE_MULTIPART_UPLOAD, plan.uploads());
    add(S3Request.UPLOAD_PART, plan.parts());
    add(S3Request.COMPLETE_MULTIPART_UPLOAD, plan.uploads());
    reads += size.rbac() ? 7 : 6;
    reads += size.newCluster() ? 0 : 1; // The names that are taken.
    reads += size.skipped() > 0 ? 2 : 0;
    reads += size.collections().stream().anyMatch(c -> c.replaced().isPresent()) ? 2 : 0;
    transaction(size.newCluster() ? 3 : 2); // The run begins.
    write(1); // Ids are taken.
    long first = Math.min(RESERVED_AT_ONCE, size.collections().size());
    transaction(1 + plan.events() + 1 + 1 + (size.rbac() ? 1 : 0) + 2 * first);
    inTransactions(2, size.collections().size() - first, RESERVED_AT_ONCE);
    inTransactions(2, size.skipped(), SKIPPED_AT_ONCE);
  }

  /** Several items each, and one that requires that the run goes on for so many at once. */
  private void inTransactions(int itemsEach, long count, int atOnce) {
    transaction(itemsEach * count + Math.ceilDiv(count, atOnce));
  }

  private void collection(CollectionSize size) {
    transitions++; // The start of its execution.
    prepare(size);
    copy(size);
    complete(size.copying());
    open(size);
    verify(size);
    commit(size);
  }

  private void prepare(CollectionSize size) {
    state("PrepareFunction");
    add(S3Request.GET_OBJECT, 1); // The catalogue entry.
    if (size.rowBytes().isPresent()) {
      transaction(3);
    } else {
      transaction(2);
      add(S3Request.PUT_OBJECT, 1);
      write(1);
    }
    long uploads = size.copying().objectsInRanges();
    add(S3Request.GET_OBJECT, size.copying().rangedReads());
    add(S3Request.HEAD_OBJECT, uploads);
    add(S3Request.CREATE_MULTIPART_UPLOAD, uploads);
    write(uploads);
    reads += uploads;
  }

  private void copy(CollectionSize size) {
    state(); // How many batches.
    long batches = size.copying().batches();
    if (batches == 1) {
      state();
    } else if (batches > 1) {
      map();
      state();
      transitions += 2 * batches;
    }
    invoke("CopyFunction", batches);
    add(S3Request.GET_OBJECT, batches);
    add(S3Request.COPY_OBJECT, size.wholeObjects());
    add(S3Request.UPLOAD_PART_COPY, size.copying().parts());
    add(S3Request.LIST_PARTS, size.copying().batchPartLists());
    write(batches);
    reads += batches + Math.min(batches, size.copying().batchPartLists());
  }

  private void complete(Copying copying) {
    state("CompleteFunction");
    if (copying.objectsInRanges() > 0) {
      add(S3Request.GET_OBJECT, copying.rangedReads());
      add(S3Request.LIST_PARTS, copying.partLists());
      add(S3Request.COMPLETE_MULTIPART_UPLOAD, copying.objectsInRanges());
      add(S3Request.LIST_MULTIPART_UPLOADS, 2);
      reads += copying.objectsInRanges();
    }
  }

  /** By functions of their own where there are several batches of both kinds, else by Verify. */
  private void open(CollectionSize size) {
    Opening opening = size.opening();
    if (opening.batches() == 0) {
      return;
    }
    if (opening.batches() > 1 && size.copying().batches() > 1) {
      map();
      state();
      transitions += 2 * opening.batches();
      invoke("OpenFilesFunction", opening.batches());
    } else {
      add(S3Request.GET_OBJECT, 1); // The list of batches.
    }
    add(S3Request.GET_OBJECT, opening.batches() + opening.reads());
    write(opening.batches());
    reads++;
  }

  private void verify(CollectionSize size) {
    state("VerifyFunction");
    add(S3Request.GET_OBJECT, size.objectReads());
    add(S3Request.LIST_OBJECTS, lists(size.deltaLogs()) + lists(size.objects() - size.deltaLogs()));
    write(1);
  }

  /** An empty prefix takes one, too. */
  private static long lists(long objects) {
    return Math.max(1, Math.ceilDiv(objects, PAGE));
  }

  private void commit(CollectionSize size) {
    state("CommitFunction");
    reads += 3;
    transaction(5);
    size.replaced().ifPresent(this::remove);
  }

  private void remove(Replaced replaced) {
    add(S3Request.LIST_MULTIPART_UPLOADS, 2);
    for (long logs : new long[] {replaced.deltaLogs(), replaced.insertLogs()}) {
      add(S3Request.LIST_OBJECTS, lists(logs));
      add(S3Request.DELETE_OBJECTS, Math.ceilDiv(logs, PAGE));
    }
    add(S3Request.DELETE_OBJECT, replaced.hasManifest() ? 1 : 0);
    reads++;
    write(2); // The row is deleted, and the outcome says so.
  }

  private void rbac() {
    state("RbacFunction");
    reads += 4;
    transaction(6);
  }

  private void finish(RestoreSize size) {
    state("FinishFunction");
    reads += 7;
    write(1); // How fast it was.
    state(); // Whether it succeeded.
    state(); // It did.
    transaction(
        3
            + (size.slots() ? 2 : 0)
            + size.emptyDatabases()
            + Math.ceilDiv(size.emptyDatabases(), EMPTY_DATABASES_AT_ONCE)
            - (size.emptyDatabases() > 0 ? 1 : 0)
            + (size.collections().isEmpty() ? 0 : 1)
            + (size.newCluster() ? 1 : 0));
  }

  /** Step Functions reads the items of a Map and writes what came of them. */
  private void map() {
    add(S3Request.GET_OBJECT, 1);
    add(S3Request.PUT_OBJECT, 2);
  }

  private void state() {
    transitions++;
  }

  private void state(String function) {
    transitions++;
    invoke(function);
  }

  private void invoke(String function) {
    invoke(function, 1);
  }

  private void invoke(String function, long times) {
    if (times > 0) {
      invocations.merge(function, times, Long::sum);
    }
  }

  private void add(S3Request kind, long times) {
    if (times > 0) {
      s3.merge(kind, times, Long::sum);
    }
  }

  private void write(long count) {
    items += count;
  }

  private void transaction(long count) {
    items += count;
    itemsInTransactions += count;
  }
}
