package dev.refloat.estimate;

import dev.refloat.copy.Pace;

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

  private static final int LISTS_AT_ONCE = 32;
  private static final int PUTS_AT_ONCE = 32;

  private static final double REQUEST_SECONDS = 0.03;
  private static final double LIST_SECONDS = 0.12;
  private static final double PLANNED_OBJECT_SECONDS = 20e-6;
  private static final double VERIFIED_OBJECT_SECONDS = 10e-6;

  /** A state is entered and its function called. */
  private static final double STATE_SECONDS = 0.15;

  /** A function that is called for the first time starts, from a snapshot. */
  private static final double START_SECONDS = 0.8;

  /**
   * Of a collection with several batches: the functions that start (Prepare was started when the
   * run began, as Finish was), and all states.
   */
  private static final int STEPS = 4;

  private static final int STEP_STATES = 8;

  private static final int ONE_CALL_STATES = 2;

  private static final int RUN_STATES = 5;

  /** Memory of functions, in GB, as the template sets it. */
  private static final double PLAN_GB = 2;

  private static final double COPY_GB = 0.5;
  private static final double READ_GB = 1;
  private static final double SMALL_GB = 0.5;

  /**
   * How a run goes.
   *
   * @param collectionsAtOnce as the state machine has it
   * @param copiesInFlight of one function
   * @param pace of copies
   */
  public record Flow(int collectionsAtOnce, int copiesInFlight, Pace pace) {}

  /** Of a run, by what there is to do. */
  public static Duration of(RestoreSize size, Flow flow, Rates rates) {
    double planning =
        START_SECONDS
            + size.plan().metaReads() * REQUEST_SECONDS
            + Math.ceilDiv(size.plan().lists(), LISTS_AT_ONCE) * LIST_SECONDS
            + size.plan().puts() * REQUEST_SECONDS / PUTS_AT_ONCE
            + size.objects() * PLANNED_OBJECT_SECONDS;
    var collections = size.collections().stream().map(c -> new OfCollection(c, flow)).toList();
    double longest = collections.stream().mapToDouble(OfCollection::seconds).max().orElse(0);
    double all = collections.stream().mapToDouble(OfCollection::seconds).sum();
    double rest = RUN_STATES * STATE_SECONDS + (size.rbac() ? STATE_SECONDS : 0);
    double restoring = rest + Math.max(longest, all / flow.collectionsAtOnce());
    double busy = collections.stream().mapToDouble(OfCollection::gbSeconds).sum();
    return new Duration(
        planning * rates.planning(),
        restoring * rates.restoring(),
        PLAN_GB * planning * rates.planning() + busy * rates.restoring());
  }

  /** What one collection takes. */
  private record OfCollection(CollectionSize size, Flow flow) {
    double seconds() {
      long batches = size.copying().batches();
      if (batches <= 1) {
        return ONE_CALL_STATES * STATE_SECONDS
            + START_SECONDS
            + Math.max(copying(), byPrefix())
            + uploads()
            + verifying()
            + opening();
      }
      long atOnce = Math.clamp(size.copying().batchesAtOnce(), 1, batches);
      double byFunctions = copying() / atOnce;
      double ramp = RAMP_SECONDS * Math.max(0, atOnce / CALLS_PER_RAMP - 1);
      return STEP_STATES * STATE_SECONDS
          + STEPS * START_SECONDS
          + Math.ceilDiv(batches, atOnce) * STATE_SECONDS
          + Math.max(byFunctions, byPrefix())
          + Math.min(ramp, byFunctions)
          + uploads()
          + verifying()
          + opening() / Math.clamp(size.opening().batches(), 1, atOnce);
    }

    double gbSeconds() {
      if (size.copying().batches() <= 1) {
        return COPY_GB * (copying() + uploads() + opening() + verifying() + STATE_SECONDS);
      }
      return COPY_GB * (copying() + uploads() + STATE_SECONDS * size.copying().batches())
          + READ_GB * (opening() + verifying() + STATE_SECONDS * size.opening().batches())
          + SMALL_GB * STATE_SECONDS * STEPS;
    }

    private long requests() {
      return size.wholeObjects() + size.copying().parts();
    }

    /** Of all batches, one behind the other. */
    private double copying() {
      return flow.pace().seconds(requests(), size.bytes()) / flow.copiesInFlight();
    }

    private double byPrefix() {
      return requests() / COPIES_PER_SECOND;
    }

    private double opening() {
      return size.opening().reads() * REQUEST_SECONDS / flow.copiesInFlight();
    }

    private double verifying() {
      return Math.ceilDiv(size.objects(), 1_000) * LIST_SECONDS
          + size.objectReads() * REQUEST_SECONDS
          + size.objects() * VERIFIED_OBJECT_SECONDS;
    }

    private double uploads() {
      return 4 * size.copying().objectsInRanges() * REQUEST_SECONDS / flow.copiesInFlight();
    }
  }

  public double seconds() {
    return planning + restoring;
  }
}
