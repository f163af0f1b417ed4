package dev.refloat.local.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.awsjson.AwsError;
import dev.refloat.local.awsjson.AwsJsonServer;
import java.util.Map;
import java.util.Set;

/** The one action that there is: of a secret by its ARN, the one version that it has. */
final class GetSecretValue implements AwsJsonServer.Action {
  private static final Set<String> MEMBERS = Set.of("SecretId");

  /** {@code arn:aws:secretsmanager:region:account:secret:name-six characters}. */
  private static final int NAME = 6;

  private static final int SUFFIX = "-000000".length();

  private final Map<String, String> secrets;

  /**
   * The action.
   *
   * @param secrets the text of each secret by its ARN
   */
  GetSecretValue(Map<String, String> secrets) {
    this.secrets = Map.copyOf(secrets);
  }

  @Override
  public ObjectNode answer(JsonNode request) throws AwsError {
    AwsJsonServer.allow(request, MEMBERS);
    String arn = AwsJsonServer.text(request, "SecretId");
    String text = secrets.get(arn);
    if (text == null) {
      throw new AwsError(
          "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("ARN", arn).put("Name", name(arn)).put("SecretString", text);
    answer.putArray("VersionStages").add("AWSCURRENT");
    return answer;
  }

  private static String name(String arn) {
    String name = arn.split(":", NAME + 1)[NAME];
    return name.substring(0, name.length() - SUFFIX);
  }
}
