package dev.refloat.local.kms;

import dev.refloat.local.awsjson.AwsJsonServer;
import java.io.IOException;
import java.util.Map;

/** KMS with the action GenerateMac. */
public final class KmsServer {
  private KmsServer() {}

  /**
   * Starts a server.
   *
   * @param keys the 32 bytes of each key by its ARN
   * @param port 0 for any free port
   * @throws IOException when the port is taken
   */
  public static AwsJsonServer start(Map<String, byte[]> keys, int port) throws IOException {
    return AwsJsonServer.start(
        "TrentService.GenerateMac", "KMSInternalException", new GenerateMac(keys), port);
  }
}
