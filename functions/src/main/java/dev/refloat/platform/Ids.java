package dev.refloat.platform;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Makes and recognises the ids of our own things. Random ones carry 75 bits or more, so they are
 * not guessed.
 */
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a cluster id looks like. */
  public static final Pattern CLUSTER = Pattern.compile("in[0-9]{2}-[0-9a-z]{4,40}");

  /** What a project id looks like. */
  public static final Pattern PROJECT = Pattern.compile("proj-[0-9a-z]{4,40}");

  private Ids() {}

  public static String cluster() {
    return "in01-" + random(15);
  }

  public static String project() {
    return "proj-" + random(20);
  }

  public static String organization() {
    return "org-" + random(20);
  }

  public static String job() {
    return "job-" + random(20);
  }

  /** Whether it is worth looking up: longer ids than any of ours are more than a table takes. */
  public static boolean mayBeOne(String text) {
    return !text.isEmpty() && text.length() <= 128;
  }

  public static boolean isCluster(String text) {
    return CLUSTER.matcher(text).matches();
  }

  public static boolean isProject(String text) {
    return PROJECT.matcher(text).matches();
  }

  /** {@code length} characters of 0–9 and a–z, each with log2(36) ≈ 5.17 bits. */
  public static String random(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
