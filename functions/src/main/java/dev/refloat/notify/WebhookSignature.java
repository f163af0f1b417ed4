package dev.refloat.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what a webhook is sent, so that its receiver knows who sent it, that nobody changed it, and
 * when that was.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  /**
   * @param secret the key in base64
   */
  WebhookSignature(String secret) {
    this.key = Base64.getDecoder().decode(secret);
  }

  /**
   * @param timestamp in seconds since 1970
   */
  String of(String id, long timestamp, String body) {
    String signed = id + "." + timestamp + "." + body;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
    }
  }
}
