package dev.refloat.local.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.awsjson.AwsError;
import dev.refloat.local.awsjson.AwsJsonServer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The one action that there is. */
final class GenerateMac implements AwsJsonServer.Action {
  private static final Set<String> MEMBERS = Set.of("KeyId", "MacAlgorithm", "Message");
  private static final String ALGORITHM = "HMAC_SHA_256";
  private static final int LONGEST_MESSAGE = 4096;

  private final Map<String, byte[]> keys;

  /**
   * The action.
   *
   * @param keys the bytes of each key by its ARN
   */
  GenerateMac(Map<String, byte[]> keys) {
    this.keys = Map.copyOf(keys);
  }

  @Override
  public ObjectNode answer(JsonNode request) throws AwsError {
    AwsJsonServer.allow(request, MEMBERS);
    String keyId = AwsJsonServer.text(request, "KeyId");
    String algorithm = AwsJsonServer.text(request, "MacAlgorithm");
    byte[] message = message(AwsJsonServer.text(request, "Message"));
    String arn = arn(keyId);
    if (!algorithm.equals(ALGORITHM)) {
      throw new AwsError(
          "InvalidKeyUsageException", "A key of HMAC_256 makes " + ALGORITHM + " only");
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("KeyId", arn)
        .put("Mac", Base64.getEncoder().encodeToString(mac(arn, message)))
        .put("MacAlgorithm", ALGORITHM);
  }

  /** As in KMS, a key is known by its ARN and by the id at the end of it. */
  private String arn(String keyId) throws AwsError {
    return keys.keySet().stream()
        .filter(arn -> arn.equals(keyId) || arn.endsWith(":key/" + keyId))
        .findFirst()
        .orElseThrow(() -> new AwsError("NotFoundException", "Key '" + keyId + "' does not exist"));
  }

  private byte[] mac(String arn, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.getOrDefault(arn, new byte[0]), "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] message(String base64) throws AwsError {
    byte[] message;
    try {
      message = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The text of the decoder would repeat the request.
      throw new AwsError("SerializationException", "Message is not base64");
    }
    if (message.length == 0 || message.length > LONGEST_MESSAGE) {
      throw new AwsError(
          "ValidationException", "Message must have 1 to " + LONGEST_MESSAGE + " bytes");
    }
    return message;
  }
}
