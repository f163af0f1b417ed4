package dev.refloat.local.secrets;

import dev.refloat.local.awsjson.AwsJsonServer;
import java.io.IOException;
import java.util.Map;

/** Secrets Manager with the action GetSecretValue. */
public final class SecretsServer {
  private SecretsServer() {}

  /**
   * Starts a server.
   *
   * @param secrets the text of each secret by its ARN
   * @param port 0 for any free port
   * @throws IOException when the port is taken
   */
  public static AwsJsonServer start(Map<String, String> secrets, int port) throws IOException {
    return AwsJsonServer.start(
        "secretsmanager.GetSecretValue", "InternalServiceError", new GetSecretValue(secrets), port);
  }
}
