package dev.refloat.copy;

import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * The two servers, with the buckets and the table that the copy engine works on. A server that
 * others share is left empty.
 */
final class Embedded implements AutoCloseable {
  static final String BACKUP = bucket("backup");
  static final String DATA = bucket("data");
  static final String WORK = bucket("work");
  static final String JOBS = "Jobs";
  static final Buckets BUCKETS = new Buckets(BACKUP, DATA);

  private static final int CONNECTIONS = 16;

  private final TestedServer server;
  private final TestedServer.Running s3Server;
  private final DynamoDbServer dynamoServer;
  private final Settings settings;
  final S3Client s3;
  final DynamoDbClient dynamo;

  Embedded(Path directory) throws IOException {
    this(TestedServer.S3_PROXY, directory);
  }

  Embedded(TestedServer server, Path directory) throws IOException {
    this.server = server;
    s3Server = server.start(directory);
    dynamoServer = DynamoDbServer.start(Optional.empty(), 0);
    settings =
        new Settings(
            Map.of(
                "AWS_REGION",
                TestedServer.REGION,
                "AWS_ACCESS_KEY_ID",
                s3Server.accessKey(),
                "AWS_SECRET_ACCESS_KEY",
                s3Server.secretKey(),
                "AWS_ENDPOINT_URL_S3",
                s3Server.endpoint().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoServer.endpoint().toString(),
                "S3_PATH_STYLE",
                "true"));
    s3 = new Clients(settings).copyingS3(CONNECTIONS).own();
    dynamo = new Clients(settings).dynamoDb();
    for (String bucket : List.of(BACKUP, DATA, WORK)) {
      create(bucket);
    }
    createTable();
  }

  private void create(String bucket) {
    try {
      s3.createBucket(r -> r.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException e) {
      // Left by a run that was killed. Every test has keys of its own.
    }
  }

  /** The one on this server, for all tests of this JVM. */
  static Embedded on(TestedServer server) {
    return Shared.on(server);
  }

  /** On a server that is not ours, names that are nobody's. */
  private static String bucket(String name) {
    return System.getProperty("refloat.s3.bucketPrefix", "refloat-test-") + name;
  }

  TestedServer server() {
    return server;
  }

  Settings settings() {
    return settings;
  }

  private void createTable() {
    dynamo.createTable(
        r ->
            r.tableName(JOBS)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(text("pk"), text("sk")));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  /** Clients whose requests pass an interceptor; that of S3 does not retry, as in production. */
  S3Client s3(ExecutionInterceptor interceptor) {
    return S3Client.builder()
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials())
        .endpointOverride(s3Server.endpoint())
        .forcePathStyle(true)
        .overrideConfiguration(
            c ->
                c.retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .addExecutionInterceptor(interceptor))
        .build();
  }

  DynamoDbClient dynamo(ExecutionInterceptor interceptor) {
    return DynamoDbClient.builder()
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials())
        .endpointOverride(dynamoServer.endpoint())
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(c -> c.addExecutionInterceptor(interceptor))
        .build();
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(s3Server.accessKey(), s3Server.secretKey()));
  }

  void put(Item item) {
    dynamo.putItem(r -> r.tableName(JOBS).item(item.attributes()));
  }

  Item get(String pk, String sk) {
    return new Item(
        dynamo
            .getItem(r -> r.tableName(JOBS).key(Item.key(pk, sk).attributes()).consistentRead(true))
            .item());
  }

  @Override
  public void close() {
    for (String bucket : List.of(BACKUP, DATA, WORK)) {
      remove(bucket);
    }
    s3.close();
    dynamo.close();
    s3Server.stop().run();
    dynamoServer.close();
  }

  private void remove(String bucket) {
    s3.listMultipartUploadsPaginator(r -> r.bucket(bucket)).uploads().stream()
        .toList()
        .forEach(
            upload ->
                s3.abortMultipartUpload(
                    r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    for (var page : s3.listObjectsV2Paginator(r -> r.bucket(bucket))) {
      var keys =
          page.contents().stream()
              .map(object -> ObjectIdentifier.builder().key(object.key()).build())
              .toList();
      if (!keys.isEmpty()) {
        s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(keys)));
      }
    }
    s3.deleteBucket(r -> r.bucket(bucket));
  }

  private static final class Shared {
    private static final Map<TestedServer, Embedded> STARTED = new EnumMap<>(TestedServer.class);

    static synchronized Embedded on(TestedServer server) {
      return STARTED.computeIfAbsent(server, Shared::start);
    }

    private static Embedded start(TestedServer server) {
      try {
        Path directory = Files.createTempDirectory("refloat-copy");
        var embedded = new Embedded(server, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(embedded, directory)));
        return embedded;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end(Embedded embedded, Path directory) {
      embedded.close();
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
