package dev.refloat.api;

import dev.refloat.platform.Item;
import java.util.Optional;

/**
 * An Idempotency-Key that a caller has used.
 *
 * @param apiKeyId whose it is; nobody else meets it
 * @param keyHash SHA-256 of the key
 * @param fingerprint of the request that it came with
 * @param token of the order that the request is
 * @param expiresAt in seconds since 1970
 * @param answer {@code data} as JSON, secret fields null; absent until the order is carried out
 */
record Claim(
    String apiKeyId,
    String keyHash,
    String fingerprint,
    String token,
    long expiresAt,
    Optional<String> answer) {

  Claim answered(String data) {
    return new Claim(apiKeyId, keyHash, fingerprint, token, expiresAt, Optional.of(data));
  }

  String partition() {
    return "IDEMPOTENCY#" + apiKeyId;
  }

  Item toItem() {
    return Item.key(partition(), keyHash)
        .with("apiKeyId", apiKeyId)
        .with("fingerprint", fingerprint)
        .with("token", token)
        .with("expiresAt", expiresAt)
        .with("answer", answer.orElse(null));
  }

  static Claim of(Item item) {
    return new Claim(
        item.text("apiKeyId"),
        item.text("sk"),
        item.text("fingerprint"),
        item.text("token"),
        item.number("expiresAt"),
        item.findText("answer"));
  }

  /** Without the token, which leads to secrets. */
  @Override
  public String toString() {
    return "Claim[apiKeyId=" + apiKeyId + ", answered=" + answer.isPresent() + "]";
  }
}
