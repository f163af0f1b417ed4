package dev.refloat.testing;

import static java.util.Map.entry;

import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.local.kms.KmsServer;
import dev.refloat.local.s3.S3Server;
import dev.refloat.local.s3.S3Settings;
import dev.refloat.local.secrets.SecretsServer;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * DynamoDB, S3, KMS and Secrets Manager in this JVM, started once for all tests; each test makes
 * tables and buckets of its own.
 */
public final class EmbeddedAws {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final Map<String, String> BASE = start();
  private static final Clients CLIENTS = new Clients(new Settings(BASE));
  private static final DynamoDbClient DYNAMO_DB = CLIENTS.dynamoDb();
  private static final S3Client S3 = CLIENTS.s3();

  /** All of an owner's key but its mark, as the secret of every environment holds it. */
  public static final String OWNER_KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  /** A secret with another key. */
  public static final String OTHER_KEY_ARN =
      "arn:aws:secretsmanager:us-east-1:1:secret:OtherKey-000000";

  /** What a webhook is signed by. */
  public static final String WEBHOOK_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  public static final String WEBHOOK_SECRET_ARN =
      "arn:aws:secretsmanager:us-east-1:1:secret:WebhookSecret-000000";

  private static final String OWNER_KEY_ARN =
      "arn:aws:secretsmanager:us-east-1:1:secret:OwnerKey-000000";

  private EmbeddedAws() {}

  public static DynamoDbClient dynamoDb() {
    return DYNAMO_DB;
  }

  /** A client of its own, that tells of each request before it is sent. */
  public static DynamoDbClient telling(Consumer<SdkRequest> listener) {
    var telling =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            listener.accept(context.request());
          }
        };
    return new Clients(new Settings(BASE), c -> c.addExecutionInterceptor(telling)).dynamoDb();
  }

  public static S3Client s3() {
    return S3;
  }

  /** A new, empty table with the keys and the index that all our tables have. */
  public static Table newTable() {
    String name = "table-" + COUNTER.incrementAndGet();
    DYNAMO_DB.createTable(
        r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    List.of("pk", "sk", "listKey", "listSort").stream()
                        .map(EmbeddedAws::text)
                        .toList())
                .keySchema(hash("pk"), range("sk"))
                .globalSecondaryIndexes(listing()));
    return new Table(DYNAMO_DB, name);
  }

  public static String newBucket() {
    String name = "bucket-" + COUNTER.incrementAndGet();
    S3.createBucket(r -> r.bucket(name));
    return name;
  }

  /** The environment of a function with tables and buckets of its own. */
  public static Map<String, String> newEnvironment() {
    var environment = new HashMap<>(BASE);
    environment.put("MILVUS_VERSION", "2.6");
    for (String variable : List.of("CLUSTERS_TABLE", "JOBS_TABLE", "ACCESS_TABLE")) {
      environment.put(variable, newTable().name());
    }
    for (String variable : List.of("BACKUP_BUCKET", "DATA_BUCKET", "WORK_BUCKET")) {
      environment.put(variable, newBucket());
    }
    return environment;
  }

  private static Map<String, String> start() {
    try {
      var directory = Files.createTempDirectory("refloat-s3");
      var s3 = S3Server.start(new S3Settings(directory, 0, "test", "test-secret"), created -> {});
      var dynamoDb = DynamoDbServer.start(Optional.empty(), 0);
      byte[] macKey = new byte[32];
      new SecureRandom().nextBytes(macKey);
      var kms = KmsServer.start(Map.of("arn:aws:kms:us-east-1:1:key/mac", macKey), 0);
      var secrets =
          SecretsServer.start(
              Map.of(
                  OWNER_KEY_ARN,
                  OWNER_KEY,
                  OTHER_KEY_ARN,
                  "A".repeat(43),
                  WEBHOOK_SECRET_ARN,
                  WEBHOOK_SECRET),
              0);
      return Map.ofEntries(
          entry("AWS_REGION", "us-east-1"),
          entry("AWS_ACCESS_KEY_ID", "test"),
          entry("AWS_SECRET_ACCESS_KEY", "test-secret"),
          entry("AWS_ENDPOINT_URL_S3", s3.endpoint().toString()),
          entry("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString()),
          entry("AWS_ENDPOINT_URL_KMS", kms.endpoint().toString()),
          entry("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.endpoint().toString()),
          entry("MAC_KEY_ID", "mac"),
          entry("OWNER_KEY_SECRET_ARN", OWNER_KEY_ARN),
          entry("S3_PATH_STYLE", "true"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GlobalSecondaryIndex listing() {
    return GlobalSecondaryIndex.builder()
        .indexName("listing")
        .keySchema(hash("listKey"), range("listSort"))
        .projection(p -> p.projectionType(ProjectionType.ALL))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static KeySchemaElement range(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.RANGE).build();
  }
}
