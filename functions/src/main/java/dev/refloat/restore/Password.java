package dev.refloat.restore;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The first password of a cluster's administrator. It leaves in the answer and is kept nowhere; its
 * hash is. Made from a secret of the {@link dev.refloat.platform.Operation} that makes the cluster,
 * so that who repeats the order is told the same one.
 */
final class Password {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String DIGITS = "23456789";
  private static final String MARKS = "!@#%^*-_=+";

  private final String text;

  private Password(String text) {
    this.text = text;
  }

  /**
   * 28 characters, 22 of them letters of 5.6 bits: more than 120 bits that nobody can guess.
   *
   * @param secret 32 random bytes; the same bytes give the same password
   */
  static Password of(byte[] secret) {
    var digits = new Digits(secret);
    return new Password(
        digits.characters(LETTERS, 11)
            + digits.characters(DIGITS, 3)
            + digits.characters(MARKS, 3)
            + digits.characters(LETTERS, 11));
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

  /** Takes a large number apart; the 256 bits of it outlast the 142 that a password takes. */
  private static final class Digits {
    private BigInteger left;

    Digits(byte[] secret) {
      left = new BigInteger(1, secret);
    }

    String characters(String alphabet, int count) {
      BigInteger base = BigInteger.valueOf(alphabet.length());
      var text = new StringBuilder(count);
      for (int i = 0; i < count; i++) {
        text.append(alphabet.charAt(left.mod(base).intValue()));
        left = left.divide(base);
      }
      return text.toString();
    }
  }
}
