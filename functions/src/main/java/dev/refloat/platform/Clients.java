package dev.refloat.platform;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Builds the AWS clients of a function from its settings.
 *
 * <p>Functions that answer people use the JDK's connections, which start fastest. Those that copy
 * use a pool, because one of them keeps many requests in flight. Those that several parts of a
 * function use are built once, when the first one asks.
 */
public final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Settings settings;
  private final Consumer<ClientOverrideConfiguration.Builder> also;
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable KmsClient kms;
  private @Nullable S3Client s3;
  private @Nullable S3Client copyingS3;

  public Clients(Settings settings) {
    this(settings, configuration -> {});
  }

  /**
   * @param also what every client is configured with besides; where one must not retry, it does not
   *     whatever this says
   */
  public Clients(Settings settings, Consumer<ClientOverrideConfiguration.Builder> also) {
    this.settings = settings;
    this.also = also;
  }

  public Settings settings() {
    return settings;
  }

  public synchronized DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb =
          configure(DynamoDbClient.builder(), "DYNAMODB")
              .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).build())
              .build();
    }
    return dynamoDb;
  }

  public SfnClient stepFunctions() {
    return configure(SfnClient.builder(), "SFN")
        .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).build())
        .build();
  }

  public synchronized KmsClient kms() {
    if (kms == null) {
      kms =
          configure(KmsClient.builder(), "KMS")
              .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).build())
              .build();
    }
    return kms;
  }

  public SecretsManagerClient secretsManager() {
    return configure(SecretsManagerClient.builder(), "SECRETS_MANAGER")
        .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).build())
        .build();
  }

  public synchronized S3Client s3() {
    if (s3 == null) {
      s3 =
          s3Builder()
              .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).build())
              .build();
    }
    return s3;
  }

  /**
   * An S3 client for {@code connections} requests at once, which are as many for all parts of a
   * function. It does not retry: the copy engine does, under its limiter.
   */
  public synchronized S3Client copyingS3(int connections) {
    if (copyingS3 == null) {
      SdkHttpClient pool =
          Apache5HttpClient.builder()
              .maxConnections(connections)
              .connectionTimeout(CONNECT)
              // A server-side copy of 5 GiB answers only when it is done.
              .socketTimeout(Duration.ofMinutes(10))
              .build();
      copyingS3 =
          s3Builder()
              .overrideConfiguration(
                  named().retryStrategy(DefaultRetryStrategy.doNotRetry()).build())
              .httpClient(pool)
              .build();
    }
    return copyingS3;
  }

  private S3ClientBuilder s3Builder() {
    return configure(S3Client.builder(), "S3")
        .forcePathStyle(settings.flag("S3_PATH_STYLE"))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
  }

  private <B extends AwsClientBuilder<B, ?>> B configure(B builder, String service) {
    B configured =
        builder
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials())
            .overrideConfiguration(named().build());
    settings.endpoint(service).ifPresent(configured::endpointOverride);
    return configured;
  }

  /** Each request tells in its User-Agent which function makes it; CloudTrail keeps that. */
  private ClientOverrideConfiguration.Builder named() {
    ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder();
    settings.find("AWS_LAMBDA_FUNCTION_NAME").ifPresent(configuration::appId);
    also.accept(configuration);
    return configuration;
  }

  /**
   * The keys that Lambda puts into the environment; with SnapStart there are none and the SDK's
   * chain finds them.
   */
  private AwsCredentialsProvider credentials() {
    var id = settings.find("AWS_ACCESS_KEY_ID");
    var secret = settings.find("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        settings
            .find("AWS_SESSION_TOKEN")
            .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
            .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
  }
}
