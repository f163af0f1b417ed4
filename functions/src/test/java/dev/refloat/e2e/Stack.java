package dev.refloat.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.lambda.FunctionCode;
import dev.refloat.local.lambda.Invocation;
import dev.refloat.local.stack.Connection;
import dev.refloat.local.stack.LocalStack;
import dev.refloat.local.stack.StackSettings;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The template, running once for all end-to-end tests. Ranges and batches are small, so that small
 * backups go every way that large ones go.
 */
final class Stack implements AutoCloseable {
  private static final FunctionCode LOADED = new FunctionCode.Loaded(Stack.class.getClassLoader());

  private static final Map<String, String> SMALL =
      Map.of(
          "RangeThresholdBytes", Integer.toString(6 << 20),
          "RangeBytes", Integer.toString(5 << 20),
          "BatchItems", "40");

  private final Optional<LocalStack> local;
  private final Connection connection;
  private final S3Client s3;
  private final DynamoDbClient dynamoDb;

  private Stack(Optional<LocalStack> local, Connection connection) {
    this.local = local;
    this.connection = connection;
    this.s3 =
        configure(S3Client.builder(), connection.s3Endpoint())
            .forcePathStyle(true)
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .build();
    this.dynamoDb = configure(DynamoDbClient.builder(), connection.dynamodbEndpoint()).build();
  }

  static Stack shared() {
    return Shared.STACK;
  }

  /** Started for the first that asks: some tests have only stacks of their own. */
  private static final class Shared {
    static final Stack STACK = start(SMALL);
  }

  /** Like the shared one, and with nothing in it, for who compares all that is in it. */
  static Stack empty() {
    return start(SMALL);
  }

  /** One whose functions run where they are told to. */
  static Stack of(FunctionCode functions) {
    return start(SMALL, functions, Optional.empty());
  }

  /** One that another process serves, which calls what is on a schedule itself. */
  static Stack at(Connection connection) {
    return new Stack(Optional.empty(), connection);
  }

  @Override
  public void close() {
    s3.close();
    local.ifPresent(LocalStack::close);
  }

  /** As if the time had come for everything that is on a schedule. */
  void callScheduled() {
    try {
      local.orElseThrow().callScheduled();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * What time the schedules have, counted from the real one; zero turns it back. The stack is
   * shared: who has turned its clock turns it back.
   */
  void turnClock(Duration ahead) {
    local.orElseThrow().turnClock(ahead);
  }

  /** The same, to a time. */
  void turnClockTo(Instant time) {
    local.orElseThrow().turnClockTo(time);
  }

  /** What a function answers that who operates the installation calls. */
  JsonNode invoke(String function, String payload) {
    return switch (call(function, payload)) {
      case Invocation.Answer answer -> Json.read(answer.payload(), JsonNode.class);
      case Invocation.Failure failure ->
          throw new AssertionError(new String(failure.payload(), StandardCharsets.UTF_8));
    };
  }

  /** How a function's call ends. */
  Invocation call(String function, String payload) {
    try {
      return local.orElseThrow().invoke(function, payload.getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** In which a function of the template is called. */
  Map<String, String> environment(String function) {
    return local.orElseThrow().environment(function);
  }

  Connection connection() {
    return connection;
  }

  Api api() {
    return new Api(connection.apiUrl(), connection.apiKey());
  }

  S3Client s3() {
    return s3;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** The name of a table, by its name in the template without {@code Table}. */
  String table(String resource) {
    return dynamoDb.listTables().tableNames().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(resource.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow();
  }

  /** The name of a bucket of the template. */
  String bucket(String resource) {
    return s3.listBuckets().buckets().stream()
        .map(Bucket::name)
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(resource.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow();
  }

  SfnClient stepFunctions() {
    return configure(SfnClient.builder(), connection.stepFunctionsEndpoint()).build();
  }

  private <
          B extends
              AwsClientBuilder<B, ?>
                  & software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<B, ?>>
      B configure(B builder, String endpoint) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.of(connection.region()))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(connection.s3AccessKey(), connection.s3SecretKey())));
  }

  /** One of its own, for who counts everything that happens in it. */
  static Stack start(Map<String, String> parameters) {
    return start(parameters, LOADED, Optional.empty());
  }

  /** Like the shared one, on servers that are there. */
  static Stack on(StackSettings.Stores stores) {
    return start(SMALL, LOADED, Optional.of(stores));
  }

  private static Stack start(
      Map<String, String> parameters,
      FunctionCode functions,
      Optional<StackSettings.Stores> stores) {
    try {
      Path root = Path.of(System.getProperty("refloat.root", ".."));
      var stack =
          LocalStack.start(
              new StackSettings(
                  root.resolve("template.yaml"),
                  Files.createTempDirectory("refloat-e2e"),
                  0,
                  functions,
                  parameters,
                  StackSettings.Tables.IN_MEMORY,
                  Optional.empty(),
                  stores));
      return new Stack(Optional.of(stack), stack.connection());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
