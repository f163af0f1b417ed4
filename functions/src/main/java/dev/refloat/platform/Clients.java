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
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Builds the AWS clients of a function from its settings.
 *
 * <p>Functions that answer people use the JDK's connections, which start fastest. Those that copy
 * use a pool, because one of them keeps many requests in flight. Those that several parts of a
 * function use are built once, when the first one asks.
 *
 * <p>The backup bucket may be in another region, and a role may have to be assumed for it. What
 * reads it uses {@link #sourceS3()} or {@link #copyingS3}; what does not, never gets that role's
 * permissions.
 */
public final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Settings settings;
  private final Consumer<ClientOverrideConfiguration.Builder> also;
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable EventBridgeClient eventBridge;
  private @Nullable KmsClient kms;
  private @Nullable S3Client s3;
  private @Nullable S3Client sourceS3;
  private @Nullable CopyingS3 copyingS3;
  private @Nullable AwsCredentialsProvider sourceRole;

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

  /**
   * With clients of the caller's own.
   *
   * @param s3 for all but the copy engine; retries by itself
   * @param copyingS3 do not
   */
  public Clients(
      Settings settings,
      S3Client s3,
      CopyingS3 copyingS3,
      DynamoDbClient dynamoDb,
      EventBridgeClient eventBridge) {
    this(settings);
    this.eventBridge = eventBridge;
    this.s3 = s3;
    this.sourceS3 = s3;
    this.copyingS3 = copyingS3;
    this.dynamoDb = dynamoDb;
  }

  public Settings settings() {
    return settings;
  }

  public synchronized DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      dynamoDb = configure(DynamoDbClient.builder(), "DYNAMODB").httpClient(simple()).build();
    }
    return dynamoDb;
  }

  public SfnClient stepFunctions() {
    return configure(SfnClient.builder(), "SFN").httpClient(simple()).build();
  }

  public synchronized KmsClient kms() {
    if (kms == null) {
      kms = configure(KmsClient.builder(), "KMS").httpClient(simple()).build();
    }
    return kms;
  }

  public synchronized EventBridgeClient eventBridge() {
    if (eventBridge == null) {
      eventBridge =
          configure(EventBridgeClient.builder(), "EVENTBRIDGE").httpClient(simple()).build();
    }
    return eventBridge;
  }

  public SecretsManagerClient secretsManager() {
    return configure(SecretsManagerClient.builder(), "SECRETS_MANAGER")
        .httpClient(simple())
        .build();
  }

  public synchronized S3Client s3() {
    if (s3 == null) {
      s3 = s3Builder(settings.region(), credentials()).httpClient(simple()).build();
    }
    return s3;
  }

  /** Reads backups: in the region of their bucket, by the role that may. */
  public synchronized S3Client sourceS3() {
    if (!isSourceElsewhere()) {
      return s3();
    }
    if (sourceS3 == null) {
      sourceS3 =
          s3Builder(settings.backupRegion(), sourceCredentials()).httpClient(simple()).build();
    }
    return sourceS3;
  }

  /**
   * The clients of the copy engine. Where the backup bucket is like any other of ours they are one.
   *
   * @param own for the destination and for plans
   * @param copies for the requests that copy: they go to the destination's region and are made by
   *     the principal that may read the source
   * @param source for requests to the backup bucket itself
   */
  public record CopyingS3(S3Client own, S3Client copies, S3Client source) {
    public static CopyingS3 of(S3Client s3) {
      return new CopyingS3(s3, s3, s3);
    }
  }

  /**
   * S3 clients for {@code connections} requests at once each, which are as many for all parts of a
   * function. They do not retry: the copy engine does, under its limiter.
   */
  public synchronized CopyingS3 copyingS3(int connections) {
    if (copyingS3 == null) {
      S3Client own = pooled(settings.region(), credentials(), connections);
      S3Client copies =
          settings.sourceRoleArn().isPresent()
              ? pooled(settings.region(), sourceCredentials(), connections)
              : own;
      S3Client source =
          isSourceElsewhere()
              ? pooled(settings.backupRegion(), sourceCredentials(), connections)
              : own;
      copyingS3 = new CopyingS3(own, copies, source);
    }
    return copyingS3;
  }

  private boolean isSourceElsewhere() {
    return settings.sourceRoleArn().isPresent()
        || !settings.backupRegion().equals(settings.region());
  }

  private S3Client pooled(String region, AwsCredentialsProvider credentials, int connections) {
    SdkHttpClient pool =
        Apache5HttpClient.builder()
            .maxConnections(connections)
            .connectionTimeout(CONNECT)
            // A server-side copy of 5 GiB answers only when it is done.
            .socketTimeout(Duration.ofMinutes(10))
            .build();
    return s3Builder(region, credentials)
        .overrideConfiguration(named().retryStrategy(DefaultRetryStrategy.doNotRetry()).build())
        .httpClient(pool)
        .build();
  }

  private S3ClientBuilder s3Builder(String region, AwsCredentialsProvider credentials) {
    return configure(S3Client.builder(), "S3")
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .forcePathStyle(settings.flag("S3_PATH_STYLE"))
        .serviceConfiguration(c -> c.chunkedEncodingEnabled(chunkedEncoding()))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
  }

  /** Without it a body is signed as a whole, which every server understands. */
  private boolean chunkedEncoding() {
    return settings.find("S3_CHUNKED_ENCODING").map(Boolean::parseBoolean).orElse(true);
  }

  /**
   * Those of the role to assume, taken anew before they expire; without a role the function's own.
   */
  private synchronized AwsCredentialsProvider sourceCredentials() {
    if (settings.sourceRoleArn().isEmpty()) {
      return credentials();
    }
    if (sourceRole == null) {
      StsClient sts = configure(StsClient.builder(), "STS").httpClient(simple()).build();
      sourceRole = SourceRole.assume(sts, settings);
    }
    return sourceRole;
  }

  private static SdkHttpClient simple() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).build();
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
    ClientOverrideConfiguration.Builder configuration =
        ClientOverrideConfiguration.builder().addExecutionInterceptor(new ListAnswer());
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
