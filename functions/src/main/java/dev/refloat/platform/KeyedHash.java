package dev.refloat.platform;

import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/**
 * HMAC-SHA-256 with a key that never leaves AWS KMS: who has the text, but may not use the key,
 * learns nothing of the hash.
 *
 * <p>Each hash is a call to KMS. A function that was not told of a key fails when it asks for a
 * hash, and not before.
 */
public final class KeyedHash implements Function<String, byte[]> {
  private final Clients clients;

  public KeyedHash(Clients clients) {
    this.clients = clients;
  }

  /**
   * The same 32 bytes for the same text, as long as the key exists.
   *
   * @param text at most 4,096 bytes, a limit of KMS
   */
  @Override
  public byte[] apply(String text) {
    String keyId = clients.settings().macKeyId();
    return clients
        .kms()
        .generateMac(
            r ->
                r.keyId(keyId)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                    .message(SdkBytes.fromUtf8String(text)))
        .mac()
        .asByteArray();
  }
}
