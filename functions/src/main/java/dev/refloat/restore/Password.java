package dev.refloat.restore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The first password of a cluster's administrator. It leaves in the answer and is kept nowhere; its
 * hash is.
 */
final class Password {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String DIGITS = "23456789";
  private static final String MARKS = "!@#%^*-_=+";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private Password(String text) {
    this.text = text;
  }

  /** 28 characters, 22 of them letters of 5.6 bits: more than 120 bits that nobody can guess. */
  static Password random() {
    return new Password(
        characters(LETTERS, 11)
            + characters(DIGITS, 3)
            + characters(MARKS, 3)
            + characters(LETTERS, 11));
  }

  String text() {
    return text;
  }

  /**
   * SHA-256 in hex. A slow, salted hash guards words that people choose; a random text of this
   * length can neither be guessed nor looked up.
   */
  String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Password[not shown]";
  }

  private static String characters(String alphabet, int count) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
