package dev.refloat.faults;

import java.util.SplittableRandom;

/**
 * What becomes of one function call as a whole. Requests are counted from 1; 0 is never.
 *
 * @param killedAt the request at which the process dies
 * @param effect whether that request still has its effect
 * @param lostAt the request at which Step Functions loses the call, which goes on all the same
 * @param sleeps turns that a lost call does nothing for; the greatest: until nothing else is left
 * @param twice whether Lambda carries it out a second time, beside the first
 * @param shortAt the request at which the time of the call is nearly up
 */
record Fate(int killedAt, boolean effect, int lostAt, int sleeps, boolean twice, int shortAt) {
  static final Fate NONE = new Fate(0, false, 0, 0, false, 0);

  private static final int REQUESTS = 24;

  /**
   * Draws one.
   *
   * @param share of the calls that something becomes of, for each of the ways
   */
  static Fate draw(SplittableRandom random, double share) {
    int killedAt = random.nextDouble() < share ? few(random) : 0;
    boolean effect = random.nextBoolean();
    int lostAt = random.nextDouble() < share ? few(random) : 0;
    int sleeps = random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(300);
    boolean twice = random.nextDouble() < share;
    int shortAt = random.nextDouble() < share ? few(random) : 0;
    return new Fate(killedAt, effect, lostAt, sleeps, twice, shortAt);
  }

  /** Mostly early: short steps make few requests. */
  private static int few(SplittableRandom random) {
    return 1 + random.nextInt(1 + random.nextInt(REQUESTS));
  }
}
