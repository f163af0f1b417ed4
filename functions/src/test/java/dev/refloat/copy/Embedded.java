package dev.refloat.copy;

import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.local.s3.S3Server;
import dev.refloat.local.s3.S3Settings;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
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

/** The two servers, with the buckets and the table that the copy engine works on. */
final class Embedded implements AutoCloseable {
  static final String BACKUP = "backup";
  static final String DATA = "data";
  static final String WORK = "work";
  static final String JOBS = "Jobs";
  static final Buckets BUCKETS = new Buckets(BACKUP, DATA);

  private static final String KEY = "refloatkey";
  private static final String SECRET = "refloatsecret";
  private static final int CONNECTIONS = 16;

  private final S3Server s3Server;
  private final DynamoDbServer dynamoServer;
  private final Settings settings;
  final S3Client s3;
  final DynamoDbClient dynamo;

  Embedded(Path directory) throws IOException {
    s3Server = S3Server.start(new S3Settings(directory, 0, KEY, SECRET), object -> {});
    dynamoServer = DynamoDbServer.start(Optional.empty(), 0);
    settings =
        new Settings(
            Map.of(
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET,
                "AWS_ENDPOINT_URL_S3",
                s3Server.endpoint().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoServer.endpoint().toString(),
                "S3_PATH_STYLE",
                "true"));
    s3 = new Clients(settings).copyingS3(CONNECTIONS);
    dynamo = new Clients(settings).dynamoDb();
    for (String bucket : new String[] {BACKUP, DATA, WORK}) {
      s3Server.createBucket(bucket);
    }
    createTable();
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

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET));
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
    s3.close();
    dynamo.close();
    s3Server.close();
    dynamoServer.close();
  }
}
