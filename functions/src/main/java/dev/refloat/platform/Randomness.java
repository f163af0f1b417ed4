package dev.refloat.platform;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** What is drawn by chance. */
public final class Randomness {
  /**
   * The one generator whose numbers differ in environments that start from one snapshot: it asks
   * the operating system. Any other, {@link java.util.concurrent.ThreadLocalRandom} too, goes on
   * with the numbers that it was about to draw when the snapshot was taken, in each of them the
   * same. <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">Handling
   * uniqueness</a>
   */
  public static final RandomGenerator SECURE = new SecureRandom();

  private Randomness() {}
}
