package dev.refloat.local.stack;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients of the stack's own servers. The HTTP client is named, as the SDK refuses to choose among
 * several.
 */
final class AwsClients {
  private final Region region;
  private final StaticCredentialsProvider credentials;

  AwsClients(String region, String accessKey, String secretKey) {
    this.region = Region.of(region);
    this.credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  DynamoDbClient dynamoDb(URI endpoint) {
    return configure(DynamoDbClient.builder(), endpoint).build();
  }

  DynamoDbStreamsClient streams(URI endpoint) {
    return configure(DynamoDbStreamsClient.builder(), endpoint).build();
  }

  S3Client s3(URI endpoint) {
    return configure(S3Client.builder(), endpoint)
        .forcePathStyle(true)
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
        .build();
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(
      B builder, URI endpoint) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .region(region)
        .credentialsProvider(credentials)
        .endpointOverride(endpoint);
  }
}
