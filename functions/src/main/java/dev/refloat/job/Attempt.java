package dev.refloat.job;

import java.util.random.RandomGenerator;

/**
 * The number of a plan: that of its run, and seven random digits, so that of several planners of
 * one run each writes elsewhere. Later runs have higher numbers.
 */
public final class Attempt {
  private static final int OF_A_RUN = 10_000_000;

  private Attempt() {}

  public static int draw(Run run, RandomGenerator random) {
    return run.number() * OF_A_RUN + random.nextInt(OF_A_RUN);
  }

  /** The number of the run that the plan is of. */
  public static int run(String attempt) {
    return Integer.parseInt(attempt) / OF_A_RUN;
  }
}
