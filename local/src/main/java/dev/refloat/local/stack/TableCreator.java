package dev.refloat.local.stack;

import dev.refloat.local.template.Table;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes the template's tables where they are absent. Running it again changes nothing. */
public final class TableCreator {
  private final DynamoDbClient client;

  public TableCreator(DynamoDbClient client) {
    this.client = client;
  }

  /**
   * Makes one table.
   *
   * @throws StackException where the table exists with another key or other indexes: locally
   *     nothing migrates it
   */
  public void create(Table table) {
    try {
      TableDescription found =
          client.describeTable(request -> request.tableName(table.name())).table();
      requireSame(table, found);
      if (table.streamView().isPresent() && found.streamSpecification() == null) {
        client.updateTable(r -> r.tableName(table.name()).streamSpecification(stream(table)));
      }
    } catch (ResourceNotFoundException e) {
      client.createTable(request(table));
    }
    table.timeToLiveAttribute().ifPresent(attribute -> expire(table, attribute));
  }

  private void expire(Table table, String attribute) {
    TimeToLiveStatus status =
        client
            .describeTimeToLive(r -> r.tableName(table.name()))
            .timeToLiveDescription()
            .timeToLiveStatus();
    if (status != TimeToLiveStatus.ENABLED && status != TimeToLiveStatus.ENABLING) {
      TimeToLiveSpecification enabled =
          TimeToLiveSpecification.builder().attributeName(attribute).enabled(true).build();
      client.updateTimeToLive(r -> r.tableName(table.name()).timeToLiveSpecification(enabled));
    }
  }

  private static void requireSame(Table table, TableDescription found) {
    List<String> wanted = new ArrayList<>();
    table.globalIndexes().forEach(index -> wanted.add(index.name() + schema(index.key())));
    List<String> there = new ArrayList<>();
    for (GlobalSecondaryIndexDescription index : found.globalSecondaryIndexes()) {
      there.add(index.indexName() + index.keySchema());
    }
    if (!schema(table.key()).equals(found.keySchema())
        || !wanted.stream().sorted().toList().equals(there.stream().sorted().toList())) {
      throw new StackException(
          "The table "
              + table.name()
              + " has another key or other indexes than the template: begin with a new data directory");
    }
  }

  private static CreateTableRequest request(Table table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema(table.key()))
            .attributeDefinitions(
                table.attributes().entrySet().stream()
                    .map(
                        attribute ->
                            AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                    .toList());
    if (table.streamView().isPresent()) {
      request.streamSpecification(stream(table));
    }
    if (!table.globalIndexes().isEmpty()) {
      request.globalSecondaryIndexes(
          table.globalIndexes().stream().map(TableCreator::global).toList());
    }
    if (!table.localIndexes().isEmpty()) {
      request.localSecondaryIndexes(
          table.localIndexes().stream().map(TableCreator::local).toList());
    }
    return request.build();
  }

  private static StreamSpecification stream(Table table) {
    return StreamSpecification.builder()
        .streamEnabled(true)
        .streamViewType(table.streamView().orElseThrow())
        .build();
  }

  private static GlobalSecondaryIndex global(Table.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection(index))
        .build();
  }

  private static LocalSecondaryIndex local(Table.Index index) {
    return LocalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection(index))
        .build();
  }

  private static Projection projection(Table.Index index) {
    Projection.Builder projection = Projection.builder().projectionType(index.projection());
    if (!index.included().isEmpty()) {
      projection.nonKeyAttributes(index.included());
    }
    return projection.build();
  }

  private static List<KeySchemaElement> schema(Table.Key key) {
    List<KeySchemaElement> schema = new ArrayList<>();
    schema.add(
        KeySchemaElement.builder().attributeName(key.partition()).keyType(KeyType.HASH).build());
    key.sort()
        .ifPresent(
            sort ->
                schema.add(
                    KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build()));
    return schema;
  }
}
