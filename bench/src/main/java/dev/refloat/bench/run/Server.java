package dev.refloat.bench.run;

import dev.refloat.local.stack.Connection;

/**
 * The one S3 server of a run, as a peer reaches it. Holds a secret: never log it.
 *
 * @param bucket that is copied into
 */
public record Server(
    String endpoint, String region, String accessKey, String secretKey, String bucket) {

  public static Server of(Connection connection) {
    return new Server(
        connection.s3Endpoint(),
        connection.region(),
        connection.s3AccessKey(),
        connection.s3SecretKey(),
        connection.dataBucket());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Server[endpoint=" + endpoint + ", bucket=" + bucket + "]";
  }
}
