package dev.refloat.estimate;

import java.util.List;

/**
 * How long a run takes, in seconds, and what its functions take of Lambda for it. Its terms are the
 * limits of AWS and of the state machine, and for what one request takes the usual values; {@link
 * Rates} bring them to what an installation sees.
 *
 * @param planning until the plan is made
 * @param restoring after it
 * @param gbSeconds of memory that functions hold
 */
public record Duration(double planning, double restoring, double gbSeconds) {
  /** S3 takes so many copies a second under one prefix before it has split it. */
  private static final double COPIES_PER_SECOND = 3_500;

  /** Lambda starts so many more calls of a function at once every ten seconds. */
  private static final double CALLS_PER_RAMP = 1_000;

  private static final double RAMP_SECONDS = 10;

  /** MaxConcurrency of the Maps. */
  private static final int COLLECTIONS_AT_ONCE = 40;

  private static final int BATCHES_AT_ONCE = 100;
  private static final int CONTENT_BATCHES_AT_ONCE = 50;

  private static final int LISTS_AT_ONCE = 32;

  /** One CopyObject: so much for the request, and so many bytes a second. */
  private static final double COPY_SECONDS = 0.06;

  private static final double COPY_BYTES_PER_SECOND = 100e6;
  private static final double REQUEST_SECONDS = 0.03;
  private static final double LIST_SECONDS = 0.12;
  private static final double PLANNED_OBJECT_SECONDS = 20e-6;
  private static final double VERIFIED_OBJECT_SECONDS = 10e-6;

  /** A state is entered and its function called. */
  private static final double STATE_SECONDS = 0.15;

  /** A function that is called for the first time starts. */
  private static final double START_SECONDS = 3;

  /** The states of a collection besides its batches. */
  private static final int COLLECTION_STATES = 6;

  private static final int RUN_STATES = 7;

  /** Memory of functions, in GB, as the template sets it. */
  private static final double PLAN_GB = 2;

  private static final double LARGE_GB = 1;
  private static final double SMALL_GB = 0.5;

  /**
   * Of a run, by what there is to do.
   *
   * @param copiesInFlight of one function
   */
  public static Duration of(RestoreSize size, int copiesInFlight, Rates rates) {
    double planning =
        START_SECONDS
            + size.plan().metaReads() * REQUEST_SECONDS
            + Math.ceilDiv(size.plan().lists(), LISTS_AT_ONCE) * LIST_SECONDS
            + size.plan().puts() * REQUEST_SECONDS / 16
            + size.objects() * PLANNED_OBJECT_SECONDS;
    List<Double> collections =
        size.collections().stream().map(c -> collection(c, copiesInFlight)).toList();
    double longest = collections.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double all = collections.stream().mapToDouble(Double::doubleValue).sum();
    double restoring =
        RUN_STATES * STATE_SECONDS
            + START_SECONDS
            + Math.max(longest, all / COLLECTIONS_AT_ONCE)
            + (size.rbac() ? STATE_SECONDS : 0);
    double gbSeconds =
        PLAN_GB * planning * rates.planning()
            + rates.restoring()
                * (LARGE_GB
                        * size.collections().stream()
                            .mapToDouble(c -> busy(c, copiesInFlight))
                            .sum()
                    + SMALL_GB * COLLECTION_STATES * STATE_SECONDS * size.collections().size());
    return new Duration(planning * rates.planning(), restoring * rates.restoring(), gbSeconds);
  }

  public double seconds() {
    return planning + restoring;
  }

  private static double collection(CollectionSize size, int inFlight) {
    long batches = size.copying().batches();
    double rounds = Math.ceilDiv(batches, BATCHES_AT_ONCE);
    double byFunctions = batches == 0 ? 0 : rounds * copying(size, inFlight) / batches;
    double byPrefix = requests(size) / COPIES_PER_SECOND;
    double ramp = RAMP_SECONDS * Math.max(0, batches / CALLS_PER_RAMP - 1);
    double openings =
        opening(size, inFlight) / Math.clamp(size.opening().batches(), 1, CONTENT_BATCHES_AT_ONCE);
    return COLLECTION_STATES * STATE_SECONDS
        + START_SECONDS
        + rounds * STATE_SECONDS
        + Math.max(byFunctions, byPrefix)
        + Math.min(ramp, byFunctions)
        + uploads(size, inFlight)
        + verifying(size)
        + openings;
  }

  /** Seconds of functions of 1 GB. */
  private static double busy(CollectionSize size, int inFlight) {
    return copying(size, inFlight)
        + opening(size, inFlight)
        + verifying(size)
        + uploads(size, inFlight)
        + STATE_SECONDS * (size.copying().batches() + size.opening().batches());
  }

  private static double requests(CollectionSize size) {
    return size.wholeObjects() + size.copying().parts();
  }

  /** Of all batches, one behind the other. */
  private static double copying(CollectionSize size, int inFlight) {
    return (requests(size) * COPY_SECONDS + size.bytes() / COPY_BYTES_PER_SECOND) / inFlight;
  }

  private static double opening(CollectionSize size, int inFlight) {
    return size.opening().reads() * REQUEST_SECONDS / inFlight;
  }

  private static double verifying(CollectionSize size) {
    return Math.ceilDiv(size.objects(), 1_000) * LIST_SECONDS
        + size.objectReads() * REQUEST_SECONDS
        + size.objects() * VERIFIED_OBJECT_SECONDS;
  }

  private static double uploads(CollectionSize size, int inFlight) {
    return 4 * size.copying().objectsInRanges() * REQUEST_SECONDS / inFlight;
  }
}
