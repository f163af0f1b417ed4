package dev.refloat.estimate;

/**
 * How fast an installation is, as factors of what {@link Duration} takes by itself: 2 is half as
 * fast. Learned from jobs that succeeded.
 *
 * @param planning of the time until the plan is made
 * @param restoring of the time after it
 * @param jobs that they were learned from
 */
public record Rates(double planning, double restoring, long jobs) {
  public static final Rates DEFAULT = new Rates(1, 1, 0);

  /** A job moves them by so much: ten jobs of another speed move them by two thirds. */
  private static final double WEIGHT = 0.1;

  /** The first ones count more, since nothing is known yet. */
  private static final double LEAST_FACTOR = 0.01;

  private static final double MOST_FACTOR = 100;

  /**
   * What is known behind one more job.
   *
   * @param planningFactor observed seconds by those of the model with {@link #DEFAULT}
   * @param restoringFactor likewise
   */
  public Rates learn(double planningFactor, double restoringFactor) {
    double weight = Math.max(WEIGHT, 1.0 / (jobs + 1));
    return new Rates(
        moved(planning, planningFactor, weight),
        moved(restoring, restoringFactor, weight),
        jobs + 1);
  }

  private static double moved(double from, double to, double weight) {
    return from + weight * (Math.clamp(to, LEAST_FACTOR, MOST_FACTOR) - from);
  }
}
