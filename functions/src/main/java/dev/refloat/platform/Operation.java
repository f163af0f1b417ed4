package dev.refloat.platform;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One order of a caller. Whatever it makes is named after its token, so that carrying it out a
 * second time, after a crash or beside the first time, finds what the first made or makes the same.
 *
 * <p>The token is random and leaves the process only in the claim of an {@code Idempotency-Key}. A
 * secret needs the token and the keyed hash together, so that neither who reads the table nor who
 * may use the key of the hash learns one, and nobody does when the claim is gone.
 */
public final class Operation {
  /** 129 bits: two orders do not meet, and nobody guesses one. */
  private static final int TOKEN_LENGTH = 25;

  private static final BigInteger DIGITS = BigInteger.valueOf(36);

  private final String token;

  /** What secrets come from: its own token, or that of the order that it is a part of. */
  private final String secretToken;

  private final Function<String, byte[]> keyedHash;
  private final boolean isNew;

  /** By purpose: the key store is asked once for each. */
  private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();

  /**
   * An order that was claimed before.
   *
   * @param token as {@link #token} answered it
   * @param keyedHash HMAC-SHA-256 of a text, with a key that is in no process and no table
   */
  public Operation(String token, Function<String, byte[]> keyedHash) {
    this(token, token, keyedHash, false);
  }

  private Operation(
      String token, String secretToken, Function<String, byte[]> keyedHash, boolean isNew) {
    this.token = token;
    this.secretToken = secretToken;
    this.keyedHash = keyedHash;
    this.isNew = isNew;
  }

  /** A new order. */
  public static Operation begin(Function<String, byte[]> keyedHash) {
    String token = Ids.random(TOKEN_LENGTH);
    return new Operation(token, token, keyedHash, true);
  }

  /**
   * A part of this order, which makes things of its own, again and again the same: its ids are
   * others for each name, its secrets are those of this order.
   */
  public Operation part(String name) {
    return new Operation(derived("part/" + name, TOKEN_LENGTH), secretToken, keyedHash, false);
  }

  /**
   * Whether this call drew the token, so that nothing is there yet that is named after it, but for
   * what another call makes meanwhile that was given the same claim.
   */
  public boolean isNew() {
    return isNew;
  }

  public String token() {
    return token;
  }

  /** The id of the job that it starts. */
  public String jobId() {
    return "job-" + derived("job", 20);
  }

  /** The id of the cluster that it makes. */
  public String clusterId() {
    return "in01-" + derived("cluster", 15);
  }

  /** The id of the project that it makes. */
  public String projectId() {
    return "proj-" + derived("project", 20);
  }

  /** The id of the API key that it makes; the key itself is a secret. */
  public String apiKeyId() {
    return "key-" + derived("api-key", 20);
  }

  /** The id of the restore trigger that it makes. */
  public String triggerId() {
    return "trig-" + derived("trigger", 20);
  }

  /** The id of the role that it makes. */
  public String roleId() {
    return "role-" + derived("role", 20);
  }

  /** Names the order itself, where it begins something that has an id already. */
  public String orderId() {
    return "order-" + derived("order", 20);
  }

  /**
   * 32 bytes that only this order leads to, by a call to the key store.
   *
   * @param purpose what they are for; other purposes have other bytes
   */
  public byte[] secret(String purpose) {
    return secrets
        .computeIfAbsent(purpose, _ -> keyedHash.apply(purpose + "/" + secretToken))
        .clone();
  }

  @Override
  public String toString() {
    return "Operation[token not shown]";
  }

  /** {@code length} characters of 0–9 and a–z; SHA-256 has enough bits for 49 of them. */
  private String derived(String purpose, int length) {
    try {
      byte[] text = (purpose + "/" + token).getBytes(StandardCharsets.US_ASCII);
      var number = new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text));
      String digits = number.mod(DIGITS.pow(length)).toString(36).toLowerCase(Locale.ROOT);
      return "0".repeat(length - digits.length()) + digits;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
