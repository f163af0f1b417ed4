package dev.refloat.copy;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Compares what is under the prefixes of a collection with its plan: every object is there with its
 * size, and nothing else is. It costs one LIST per thousand objects and no request per object, and
 * many of them are made at the same time, each of keys that the plan names.
 *
 * <p>Values of checksums are therefore compared where S3 gives them unasked, and their presence
 * here:
 *
 * <ul>
 *   <li>By checksum: LIST says that the object carries a full-object CRC-64/NVME. S3 computed it
 *       over what it stored, on our demand. That of an object in parts was also computed from its
 *       parts by us, sent with the completion and returned by it; both were compared.
 *   <li>By ETag: it is the MD5 of the source.
 *   <li>By size: the server showed neither.
 * </ul>
 */
public final class DestinationCheck {
  /** Enough for ten million objects in one call, whose processor then has no time to wait. */
  private static final int LISTS_AT_ONCE = 16;

  private final S3Client s3;
  private final Buckets buckets;
  private final CopyCalls calls;
  private final ETagRule rule;
  private final int keysOfStretch;

  public DestinationCheck(S3Client s3, Buckets buckets, CopyCalls calls, ETagRule rule) {
    this(s3, buckets, calls, rule, S3Limits.PAGE);
  }

  /**
   * @param keysOfStretch that are listed by one request
   */
  DestinationCheck(
      S3Client s3, Buckets buckets, CopyCalls calls, ETagRule rule, int keysOfStretch) {
    this.s3 = s3;
    this.buckets = buckets;
    this.calls = calls;
    this.rule = rule;
    this.keysOfStretch = keysOfStretch;
  }

  /**
   * What was verified, and how well. Each object counts once, with the first that holds of
   * checksum, ETag and size.
   */
  public record Verified(long objects, long bytes, long byChecksum, long byETag, long bySize) {}

  /**
   * Verifies a collection.
   *
   * @param prefixes of the collection's keys in the destination bucket, in key order
   * @throws Refused VERIFICATION_FAILED where anything is wrong, naming up to 20 keys of each kind
   * @throws OutOfTime where there was no time to begin
   * @throws CopyFailed where the deadline came before the end: what was compared is not kept
   */
  public Verified check(PlanFiles files, List<String> prefixes, Deadline deadline) {
    var all = new Comparison();
    new Refusals(buckets)
        .inDestination(
            prefixes,
            () -> {
              compare(
                  new Stretches(PlanReader.objects(s3, calls, files), prefixes, keysOfStretch),
                  all,
                  deadline);
              return all;
            });
    all.problems(rule).ifPresent(this::refuse);
    return all.verified();
  }

  private void compare(Stretches stretches, Comparison all, Deadline deadline) {
    if (deadline.isWithin(Parallel.RESERVE)) {
      throw new OutOfTime();
    }
    var adding = new ReentrantLock();
    try {
      new Parallel(Math.min(LISTS_AT_ONCE, calls.mostInFlight()), deadline, calls.time())
          .forEach(
              stretches,
              (stretch, _) -> {
                var found = new Comparison();
                found.merge(
                    stretch.files().iterator(),
                    new ObjectListing(s3, calls, buckets.destination(), stretch, keysOfStretch));
                adding.lock();
                try {
                  all.add(found);
                } finally {
                  adding.unlock();
                }
              });
    } catch (OutOfTime e) {
      // Another call would begin anew. One of those may be faster, but not a thousand of them.
      throw new CopyFailed("The copied objects were not listed in the time of a call", e);
    }
  }

  private void refuse(String problems) {
    throw new Refused(
        ErrorCode.VERIFICATION_FAILED,
        "The copied objects in %s do not match the plan. %s. Start the restore again."
            .formatted(buckets.destination(), problems));
  }
}
