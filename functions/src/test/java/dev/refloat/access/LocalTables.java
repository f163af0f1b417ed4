package dev.refloat.access;

import dev.refloat.local.dynamodb.DynamoDbServer;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Settings;
import dev.refloat.platform.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The three tables, empty, in a DynamoDB that all tests of this JVM share, and the environment that
 * a function finds them by.
 */
public final class LocalTables {
  private static final class Server {
    static final DynamoDbServer INSTANCE = start();

    private static DynamoDbServer start() {
      try {
        return DynamoDbServer.start(Optional.empty(), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final GlobalSecondaryIndex LISTING =
      GlobalSecondaryIndex.builder()
          .indexName("listing")
          .keySchema(key("listKey", KeyType.HASH), key("listSort", KeyType.RANGE))
          .projection(p -> p.projectionType(ProjectionType.ALL))
          .build();

  private final Map<String, String> environment = new HashMap<>();
  private final DynamoDbClient client;

  public LocalTables() {
    environment.putAll(
        Map.of(
            "AWS_REGION", "us-west-2",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local",
            "AWS_ENDPOINT_URL_DYNAMODB", Server.INSTANCE.endpoint().toString()));
    client = new Clients(new Settings(environment)).dynamoDb();
    String mark = UUID.randomUUID().toString();
    for (String table : List.of("CLUSTERS", "ACCESS", "JOBS")) {
      String name = table + "-" + mark;
      create(name);
      environment.put(table + "_TABLE", name);
    }
  }

  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  public Table access() {
    return table("ACCESS_TABLE");
  }

  public Table clusters() {
    return table("CLUSTERS_TABLE");
  }

  public Table jobs() {
    return table("JOBS_TABLE");
  }

  /** Every item of the Access table. */
  public List<Map<String, AttributeValue>> scanAccess() {
    return client
        .scanPaginator(r -> r.tableName(environment.get("ACCESS_TABLE")).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  private Table table(String variable) {
    return new Table(client, new Settings(environment).require(variable));
  }

  private void create(String name) {
    client.createTable(
        r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"), text("listKey"), text("listSort"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(LISTING));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
