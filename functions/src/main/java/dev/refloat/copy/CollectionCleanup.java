package dev.refloat.copy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Removes what a restore wrote. Running it again removes what came in between and is otherwise
 * without effect. Uploads go first, so that no part becomes an object behind the deletion; the
 * ledger goes last, so that a removal that is cut off is repeated by whoever repeats the step, and
 * a collection whose ledger is gone can be copied anew.
 */
public final class CollectionCleanup {
  private static final Logger LOG = LoggerFactory.getLogger(CollectionCleanup.class);

  private static final int HTTP_OK = 200;

  /**
   * Requests that delete a page each. S3 counts every key of them, and takes 3,500 deletions per
   * second under a prefix: four pages in flight are about that.
   */
  private static final int PAGES_IN_FLIGHT = 4;

  /** No deadline: what is cut off is repeated by whoever repeats the step. */
  private static final Duration NO_END = Duration.ofDays(1);

  private final S3Client s3;
  private final Buckets buckets;
  private final CopyCalls calls;
  private final Uploads uploads;
  private final UploadLedger uploadLedger;
  private final Refusals refusals;

  public CollectionCleanup(
      S3Client s3, Buckets buckets, CopyCalls calls, Uploads uploads, UploadLedger uploadLedger) {
    this.s3 = s3;
    this.buckets = buckets;
    this.calls = calls;
    this.uploads = uploads;
    this.uploadLedger = uploadLedger;
    this.refusals = new Refusals(buckets);
  }

  /**
   * Removes one attempt at a collection, which is not visible: uploads, objects, and what the
   * ledger says of uploads. What it says of batches stays: it is how far the collection was, and
   * nobody copies a collection again that was given up.
   *
   * @param prefixes of the collection's keys in the destination bucket
   * @return objects that were deleted
   * @throws Refused where S3 will not delete some: the message names up to 20 keys
   */
  public long remove(String jobId, String collection, int attempt, List<String> prefixes) {
    uploads.abort(jobId, collection, attempt, prefixes);
    long objects = delete(prefixes);
    uploadLedger.forget(jobId, collection, attempt);
    LOG.atInfo()
        .addKeyValue("jobId", jobId)
        .addKeyValue("collection", collection)
        .addKeyValue("objects", objects)
        .log("Collection is removed");
    return objects;
  }

  /**
   * Aborts uploads of a collection that is visible: one whose way into the ledger was cut off may
   * have been opened after the others were completed. A collection without ranges costs no request
   * to S3.
   *
   * @param prefixes of the collection's keys in the destination bucket
   */
  public void abortLeft(String jobId, String collection, int attempt, List<String> prefixes) {
    if (uploadLedger.all(jobId, collection, attempt).findAny().isPresent()) {
      prefixes.forEach(uploads::abortUnder);
    }
  }

  /**
   * Removes everything under a prefix, such as one of a collection. No ledger is touched.
   *
   * @return objects that were deleted
   */
  public long removePrefix(String prefix) {
    abortUnder(prefix);
    return delete(List.of(prefix));
  }

  /**
   * The same of a prefix with much, such as that of a whole cluster, as long as there is time: what
   * is deleted is not listed again by the next call.
   *
   * @param mayGoOn false as soon as nothing more is to be begun; what goes on takes some seconds
   * @return whether nothing is left
   */
  public boolean removePrefix(String prefix, BooleanSupplier mayGoOn) {
    abortUnder(prefix);
    var pages = new Pages(List.of(prefix), mayGoOn);
    long objects = delete(pages);
    LOG.atInfo()
        .addKeyValue("prefix", prefix)
        .addKeyValue("objects", objects)
        .log(pages.isCutOff() ? "Some of the objects are removed" : "Objects are removed");
    return !pages.isCutOff();
  }

  private void abortUnder(String prefix) {
    if (prefix.isEmpty() || !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "A prefix to remove ends in a slash, or it would match more than it names: " + prefix);
    }
    uploads.abortUnder(prefix);
  }

  private long delete(List<String> prefixes) {
    return delete(new Pages(prefixes, () -> true));
  }

  private long delete(Pages pages) {
    var refused = new KeySample();
    var deleted = new AtomicLong();
    new Parallel(Math.min(PAGES_IN_FLIGHT, calls.mostInFlight()), Deadline.in(NO_END), calls.time())
        .forEach(
            pages,
            (page, stopped) -> {
              List<String> left = deletePage(page);
              deleted.addAndGet(page.size() - left.size());
              synchronized (refused) {
                left.forEach(refused::add);
              }
            });
    if (refused.count() > 0) {
      throw new Refused(
          ErrorCode.COLLECTION_RESTORE_FAILED,
          "%d objects in %s could not be deleted: %s. Allow the function to delete them, and delete what is left."
              .formatted(refused.count(), buckets.destination(), refused));
    }
    return deleted.get();
  }

  /** The keys of what is under prefixes, as many at a time as one request deletes. */
  private final class Pages implements Iterator<List<String>> {
    private final List<String> prefixes;
    private final BooleanSupplier mayGoOn;
    private final ObjectListing listed;
    private volatile boolean cutOff;

    Pages(List<String> prefixes, BooleanSupplier mayGoOn) {
      this.prefixes = prefixes;
      this.mayGoOn = mayGoOn;
      this.listed = new ObjectListing(s3, calls, buckets.destination(), prefixes);
    }

    /** Whether there may be more that nobody has looked for. */
    boolean isCutOff() {
      return cutOff;
    }

    @Override
    public boolean hasNext() {
      if (!mayGoOn.getAsBoolean()) {
        cutOff = true;
      }
      return !cutOff && isMore();
    }

    private boolean isMore() {
      return refusals.inDestination(prefixes, listed::hasNext);
    }

    @Override
    public List<String> next() {
      List<String> page = new ArrayList<>(S3Limits.PAGE);
      while (page.size() < S3Limits.PAGE && isMore()) {
        page.add(listed.next().key());
      }
      return page;
    }
  }

  /** Deletes up to a page of keys, and answers those that S3 refuses for good, with why. */
  private List<String> deletePage(List<String> keys) {
    List<String> left = new ArrayList<>(keys);
    List<String> refused = new ArrayList<>();
    refusals.inDestination(
        List.of(keys.getFirst()),
        () ->
            calls.call(
                () -> {
                  List<S3Error> errors = s3.deleteObjects(request(left)).errors();
                  left.clear();
                  errors.forEach(e -> sort(e, left, refused));
                  if (!left.isEmpty()) {
                    throw new IncompleteAnswer("DeleteObjects");
                  }
                  return left;
                }));
    return refused;
  }

  /** DeleteObjects answers 200 and tells of each key that it did not delete. */
  private static void sort(S3Error error, List<String> again, List<String> refused) {
    if (CopyErrors.verdict(error.code(), HTTP_OK).isRetried()) {
      again.add(error.key());
    } else {
      refused.add(error.key() + " (" + error.code() + ")");
    }
  }

  private DeleteObjectsRequest request(List<String> keys) {
    var objects = keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    return DeleteObjectsRequest.builder()
        .bucket(buckets.destination())
        .delete(Delete.builder().quiet(true).objects(objects).build())
        .build();
  }
}
