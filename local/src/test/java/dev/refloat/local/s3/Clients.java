package dev.refloat.local.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** SDK clients for a server. */
final class Clients {
  private Clients() {}

  static S3Client s3(S3Server server) {
    return s3(server, "secret", "eu-west-1");
  }

  static S3Client s3(S3Server server, String secretKey, String region) {
    return builder(server, secretKey, region).build();
  }

  /** Signs each body as a whole, and does not try twice. */
  static S3Client s3Unchunked(S3Server server) {
    return builder(server, "secret", "eu-west-1")
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
        .overrideConfiguration(c -> c.retryStrategy(s -> s.maxAttempts(1)))
        .build();
  }

  /** With keys as STS gives them. */
  static S3Client s3OfRole(S3Server server) {
    return builder(server, "secret", "eu-west-1")
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("access", "secret", "token")))
        .overrideConfiguration(c -> c.retryStrategy(s -> s.maxAttempts(1)))
        .build();
  }

  private static S3ClientBuilder builder(S3Server server, String secretKey, String region) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .forcePathStyle(true)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("access", secretKey)));
  }
}
