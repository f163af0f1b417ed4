package dev.refloat.bench;

import dev.refloat.bench.count.CallCounter;
import dev.refloat.local.demo.Api;
import dev.refloat.local.demo.RestoreClient;
import dev.refloat.local.stack.Connection;
import dev.refloat.local.stack.LocalStack;
import dev.refloat.local.stack.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The local stack, with clients of its servers. */
final class BenchStack implements AutoCloseable {
  private final LocalStack stack;
  private final FileStore files;
  private final Api api;
  private final S3Client s3;
  private final SfnClient stepFunctions;
  private final long rangeThreshold;
  private final long rangeBytes;

  private BenchStack(LocalStack stack, FileStore files, long rangeThreshold, long rangeBytes) {
    this.stack = stack;
    this.files = files;
    this.rangeThreshold = rangeThreshold;
    this.rangeBytes = rangeBytes;
    Connection connection = stack.connection();
    this.api = new Api(connection.apiUrl(), connection.apiKey());
    this.s3 =
        configure(S3Client.builder(), connection, connection.s3Endpoint())
            .forcePathStyle(true)
            .build();
    this.stepFunctions =
        configure(SfnClient.builder(), connection, connection.stepFunctionsEndpoint()).build();
  }

  /**
   * Starts it.
   *
   * @param functions has the functions
   * @param rangeThreshold bytes; an object above it is copied in parts
   * @param rangeBytes bytes of a part
   */
  static BenchStack start(
      Path template, Path data, ClassLoader functions, long rangeThreshold, long rangeBytes)
      throws IOException, InterruptedException {
    Map<String, String> parameters =
        Map.of(
            "RangeThresholdBytes", Long.toString(rangeThreshold),
            "RangeBytes", Long.toString(rangeBytes));
    return new BenchStack(
        LocalStack.start(
            new StackSettings(
                template, data, 0, functions, parameters, StackSettings.Tables.IN_MEMORY)),
        Files.getFileStore(Files.createDirectories(data)),
        rangeThreshold,
        rangeBytes);
  }

  private static <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(
      B builder, Connection connection, String endpoint) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.of(connection.region()))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(configuration -> configuration.appId(CallCounter.OWN))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(connection.s3AccessKey(), connection.s3SecretKey())));
  }

  LocalStack local() {
    return stack;
  }

  Connection connection() {
    return stack.connection();
  }

  RestoreClient client() {
    return new RestoreClient(api, connection().projectId());
  }

  S3Client s3() {
    return s3;
  }

  SfnClient stepFunctions() {
    return stepFunctions;
  }

  /** Where the S3 server has its objects: the kind of its file system, such as ext4. */
  String fileSystem() {
    return files.type();
  }

  /** What there is room for beside what is there. */
  long freeBytes() throws IOException {
    return files.getUsableSpace();
  }

  long rangeThreshold() {
    return rangeThreshold;
  }

  long rangeBytes() {
    return rangeBytes;
  }

  @Override
  public void close() {
    stepFunctions.close();
    s3.close();
    api.close();
    stack.close();
  }
}
