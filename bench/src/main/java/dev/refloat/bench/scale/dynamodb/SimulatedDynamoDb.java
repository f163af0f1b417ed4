package dev.refloat.bench.scale.dynamodb;

import dev.refloat.bench.scale.dynamodb.DynamoService.Answer;
import dev.refloat.bench.scale.dynamodb.DynamoService.Asked;
import dev.refloat.bench.scale.lambda.Processor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A client of one process. The requests that a restore makes; others are unsupported. */
public final class SimulatedDynamoDb implements DynamoDbClient {
  private static final ReturnConsumedCapacity TOLD = ReturnConsumedCapacity.TOTAL;

  private final DynamoService service;
  private final DynamoDbClient local;
  private final Processor processor;

  /**
   * @param local does the work
   */
  public SimulatedDynamoDb(DynamoService service, DynamoDbClient local, Processor processor) {
    this.service = service;
    this.local = local;
    this.processor = processor;
  }

  private static String partition(String table, Map<String, AttributeValue> item) {
    return table + " " + value(item, "pk");
  }

  private static String value(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  private static Asked read(String... partitions) {
    return new Asked(false, List.of(partitions));
  }

  private static Asked write(String... partitions) {
    return new Asked(true, List.of(partitions));
  }

  private static String item(String table, Map<String, AttributeValue> item) {
    return partition(table, item) + " " + value(item, "sk");
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return service.request(
        read(partition(request.tableName(), request.key())),
        processor,
        () -> {
          ItemCache.Read read = read(request.tableName(), request.key());
          var response = GetItemResponse.builder();
          if (!read.item().isEmpty()) {
            response.item(read.item());
          }
          return new Answer<>(response.build(), read.units());
        });
  }

  private ItemCache.Read read(String table, Map<String, AttributeValue> key) {
    return service.item(
        item(table, key),
        () -> {
          var response =
              local.getItem(
                  r ->
                      r.tableName(table)
                          .key(key)
                          .consistentRead(true)
                          .returnConsumedCapacity(TOLD));
          return new ItemCache.Read(response.item(), response.consumedCapacity().capacityUnits());
        });
  }

  /** It takes what as many reads of one item do. */
  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    var partitions =
        request.requestItems().entrySet().stream()
            .flatMap(
                table ->
                    table.getValue().keys().stream().map(key -> partition(table.getKey(), key)))
            .distinct()
            .toArray(String[]::new);
    return service.request(
        read(partitions),
        processor,
        () -> {
          Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
          double units = 0;
          for (var table : request.requestItems().entrySet()) {
            List<ItemCache.Read> reads =
                table.getValue().keys().stream().map(key -> read(table.getKey(), key)).toList();
            units += reads.stream().mapToDouble(ItemCache.Read::units).sum();
            found.put(
                table.getKey(),
                reads.stream().map(ItemCache.Read::item).filter(i -> !i.isEmpty()).toList());
          }
          return new Answer<>(BatchGetItemResponse.builder().responses(found).build(), units);
        });
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    var told = request.toBuilder().returnConsumedCapacity(TOLD).build();
    // An index has partitions of its own.
    String table = request.tableName() + (request.indexName() == null ? "" : " by index");
    return service.request(
        read(table + " " + value(request.expressionAttributeValues(), ":pk")),
        processor,
        () ->
            service.read(
                () -> {
                  var response = local.query(told);
                  return Answer.of(response, List.of(response.consumedCapacity()));
                }));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    var told = request.toBuilder().returnConsumedCapacity(TOLD).build();
    return service.request(
        write(partition(request.tableName(), request.item())),
        processor,
        () ->
            service.write(
                List.of(item(request.tableName(), request.item())),
                () -> {
                  var response = local.putItem(told);
                  return Answer.of(response, List.of(response.consumedCapacity()));
                }));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    var told = request.toBuilder().returnConsumedCapacity(TOLD).build();
    return service.request(
        write(partition(request.tableName(), request.key())),
        processor,
        () ->
            service.write(
                List.of(item(request.tableName(), request.key())),
                () -> {
                  var response = local.updateItem(told);
                  return Answer.of(response, List.of(response.consumedCapacity()));
                }));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    var told = request.toBuilder().returnConsumedCapacity(TOLD).build();
    return service.request(
        write(partition(request.tableName(), request.key())),
        processor,
        () ->
            service.write(
                List.of(item(request.tableName(), request.key())),
                () -> {
                  var response = local.deleteItem(told);
                  return Answer.of(response, List.of(response.consumedCapacity()));
                }));
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    var told = request.toBuilder().returnConsumedCapacity(TOLD).build();
    var partitions =
        request.requestItems().entrySet().stream()
            .flatMap(
                table -> table.getValue().stream().map(w -> partition(table.getKey(), item(w))))
            .distinct()
            .toArray(String[]::new);
    var items =
        request.requestItems().entrySet().stream()
            .flatMap(table -> table.getValue().stream().map(w -> item(table.getKey(), item(w))))
            .toList();
    return service.request(
        write(partitions),
        processor,
        () ->
            service.write(
                items,
                () -> {
                  var response = local.batchWriteItem(told);
                  return Answer.of(response, response.consumedCapacity());
                }));
  }

  private static Map<String, AttributeValue> item(WriteRequest request) {
    return request.putRequest() == null
        ? request.deleteRequest().key()
        : request.putRequest().item();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    var told = request.toBuilder().returnConsumedCapacity(TOLD).build();
    Collection<Named> named =
        request.transactItems().stream().map(SimulatedDynamoDb::named).toList();
    var partitions =
        named.stream().map(i -> partition(i.table, i.key)).distinct().toArray(String[]::new);
    var items = named.stream().map(i -> item(i.table, i.key)).toList();
    return service.transaction(
        write(partitions),
        items,
        processor,
        () ->
            service.write(
                items,
                () -> {
                  var response = local.transactWriteItems(told);
                  return Answer.of(response, response.consumedCapacity());
                }));
  }

  /** Which item a part of a transaction is about. */
  private record Named(String table, Map<String, AttributeValue> key) {}

  private static Named named(TransactWriteItem item) {
    return Stream.of(
            item.put() == null ? null : new Named(item.put().tableName(), item.put().item()),
            item.update() == null
                ? null
                : new Named(item.update().tableName(), item.update().key()),
            item.delete() == null
                ? null
                : new Named(item.delete().tableName(), item.delete().key()),
            item.conditionCheck() == null
                ? null
                : new Named(item.conditionCheck().tableName(), item.conditionCheck().key()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
