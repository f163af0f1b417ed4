package dev.refloat.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key as its owner holds it: {@code rfl_} and 256 random bits in base64url. It is shown once
 * and only its SHA-256 is stored.
 *
 * <p>A plain hash is right here. Salts and slow hashes protect what people choose and what can
 * therefore be guessed; 256 random bits cannot. The key is looked up by its hash, so that no secret
 * is compared with another one and no time is to be measured.
 */
public final class KeySecret {
  private static final String MARK = "rfl_";
  private static final int BYTES = 32;
  private static final int PREFIX = MARK.length() + 4;
  private static final Pattern FORM = Pattern.compile(MARK + "[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private KeySecret(String text) {
    this.text = text;
  }

  static KeySecret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return of(bytes);
  }

  /**
   * The key that 32 secret bytes lead to, the same each time.
   *
   * @param bytes nobody else can know or guess them
   */
  public static KeySecret of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("A key is made of 32 bytes");
    }
    return new KeySecret(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Empty for what cannot be a key, so that it costs no look-up. */
  static Optional<KeySecret> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new KeySecret(text)) : Optional.empty();
  }

  /**
   * The key of which all but the mark at its beginning is kept elsewhere; empty where that cannot
   * be the rest of a key.
   */
  static Optional<KeySecret> ofRest(String rest) {
    return parse(MARK + rest);
  }

  /** The key in clear, for the one answer that shows it. */
  public String reveal() {
    return text;
  }

  /** 8 characters: 24 of the 256 bits, enough to recognise a key and no help to guess it. */
  String prefix() {
    return text.substring(0, PREFIX);
  }

  /** SHA-256, as 64 hexadecimal digits. */
  String hash() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The prefix only: this text may reach a log. */
  @Override
  public String toString() {
    return prefix() + "…";
  }
}
