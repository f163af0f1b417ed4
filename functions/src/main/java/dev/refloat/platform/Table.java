package dev.refloat.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One of our tables: string keys {@code pk} and {@code sk}, and where the table has it an index
 * {@code listing} with the keys {@code listKey} and {@code listSort}.
 *
 * <p>Reads by key are strongly consistent; reads of the index are not, so nothing is decided by
 * them.
 */
public final class Table {
  /** Keys of one BatchGetItem; a limit of DynamoDB. */
  private static final int GET_KEYS = 100;

  private static final int ALL_AT_ONCE = 1000;
  private static final int FEW_AT_ONCE = 10;

  private final DynamoDbClient client;
  private final String name;
  private final Time time;

  public Table(DynamoDbClient client, String name) {
    this(client, name, Time.REAL);
  }

  /**
   * @param time in which a transaction waits before its next attempt
   */
  public Table(DynamoDbClient client, String name, Time time) {
    this.client = client;
    this.name = name;
    this.time = time;
  }

  public String name() {
    return name;
  }

  DynamoDbClient client() {
    return client;
  }

  Time time() {
    return time;
  }

  public Optional<Item> find(String pk, String sk) {
    var response =
        client.getItem(
            r -> r.tableName(name).key(Item.key(pk, sk).attributes()).consistentRead(true));
    return response.hasItem() ? Optional.of(new Item(response.item())) : Optional.empty();
  }

  /**
   * Every item of a partition whose sort key starts with {@code prefix}, in the order of the sort
   * key.
   */
  public List<Item> query(String pk, String prefix) {
    return query(pk, "begins_with(sk, :sk)", prefix);
  }

  /** Every item of a partition whose sort key is at most {@code last}, in the order of the key. */
  public List<Item> queryUpTo(String pk, String last) {
    return query(pk, "sk <= :sk", last);
  }

  private List<Item> query(String pk, String condition, String sk) {
    var items = new ArrayList<Item>();
    client
        .queryPaginator(
            r ->
                r.tableName(name)
                    .keyConditionExpression("pk = :pk AND " + condition)
                    .expressionAttributeValues(
                        Map.of(":pk", AttributeValue.fromS(pk), ":sk", AttributeValue.fromS(sk)))
                    .consistentRead(true))
        .items()
        .forEach(attributes -> items.add(new Item(attributes)));
    return items;
  }

  /** Every item of a partition from one sort key to another, both included, the last one first. */
  public List<Item> between(String pk, String low, String high) {
    return ordered(
            QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND sk BETWEEN :low AND :high")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(pk),
                        ":low", AttributeValue.fromS(low),
                        ":high", AttributeValue.fromS(high)))
                .scanIndexForward(false),
            ALL_AT_ONCE)
        .toList();
  }

  /**
   * The items of a partition whose sort key starts with {@code prefix} and that have not expired,
   * in the order of the sort key; a few at a time, as the stream is read.
   *
   * @param now seconds since 1970: what expired before is there until DynamoDB deletes it
   */
  public Stream<Item> unexpired(String pk, String prefix, long now) {
    return ordered(
        QueryRequest.builder()
            .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
            .filterExpression("expiresAt > :now")
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(pk),
                    ":sk", AttributeValue.fromS(prefix),
                    ":now", AttributeValue.fromN(Long.toString(now)))),
        FEW_AT_ONCE);
  }

  /**
   * At most so many items of a partition whose sort key starts with {@code prefix}, the last first.
   */
  public Stream<Item> newest(String pk, String prefix, int most) {
    return ordered(
            QueryRequest.builder()
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(
                    Map.of(":pk", AttributeValue.fromS(pk), ":sk", AttributeValue.fromS(prefix)))
                .scanIndexForward(false),
            most)
        .limit(most);
  }

  private Stream<Item> ordered(QueryRequest.Builder query, int atOnce) {
    var request = query.tableName(name).consistentRead(true).limit(atOnce).build();
    return client.queryPaginator(request).items().stream().map(Item::new);
  }

  /** Those of the items that there are, in no order; any number of keys. */
  public List<Item> findAll(List<Item> keys) {
    var found = new ArrayList<Item>();
    for (int from = 0; from < keys.size(); from += GET_KEYS) {
      var some = keys.subList(from, Math.min(from + GET_KEYS, keys.size()));
      var asked =
          KeysAndAttributes.builder()
              .consistentRead(true)
              .keys(some.stream().map(Item::attributes).toList())
              .build();
      // The paginator asks again for keys that were left unprocessed.
      client
          .batchGetItemPaginator(r -> r.requestItems(Map.of(name, asked)))
          .forEach(
              answer ->
                  answer
                      .responses()
                      .getOrDefault(name, List.of())
                      .forEach(item -> found.add(new Item(item))));
    }
    return found;
  }

  /** The items of one list, newest first; pages are fetched as the stream is read. */
  public Stream<Item> listing(String listKey) {
    var request =
        QueryRequest.builder()
            .tableName(name)
            .indexName("listing")
            .keyConditionExpression("listKey = :key")
            .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(listKey)))
            .scanIndexForward(false)
            .build();
    return client.queryPaginator(request).items().stream().map(Item::new);
  }

  /** Makes the write; false when a condition does not hold. */
  public boolean write(Write write) {
    return writeReturning(write).isPresent();
  }

  /**
   * Makes the write and answers the item as it is after it; empty when a condition does not hold.
   */
  public Optional<Item> writeReturning(Write write) {
    try {
      return Optional.of(
          switch (write.kind) {
            case PUT -> put(write);
            case UPDATE -> update(write);
            case DELETE -> delete(write);
            case CHECK -> throw new IllegalArgumentException("A check alone writes nothing");
          });
    } catch (ConditionalCheckFailedException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes a put; where a condition does not hold, answers the item that is there, as it was when
   * the condition was looked at.
   *
   * @return empty when it was made
   * @throws IllegalArgumentException for a condition that an absent item does not fulfil
   */
  public Optional<Item> putUnlessThere(Write put) {
    try {
      client.putItem(
          request(put)
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build());
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      if (!e.hasItem()) {
        throw new IllegalArgumentException("The condition asks for an item that is absent", e);
      }
      return Optional.of(new Item(e.item()));
    }
  }

  private Item put(Write write) {
    client.putItem(request(write).build());
    return write.item;
  }

  private PutItemRequest.Builder request(Write put) {
    return PutItemRequest.builder()
        .tableName(name)
        .item(put.item.attributes())
        .conditionExpression(put.conditionExpression())
        .expressionAttributeNames(put.names())
        .expressionAttributeValues(put.values());
  }

  private Item update(Write write) {
    var response =
        client.updateItem(
            r ->
                r.tableName(name)
                    .key(write.item.attributes())
                    .updateExpression(write.updateExpression())
                    .conditionExpression(write.conditionExpression())
                    .expressionAttributeNames(write.names())
                    .expressionAttributeValues(write.values())
                    .returnValues(ReturnValue.ALL_NEW));
    return new Item(response.attributes());
  }

  private Item delete(Write write) {
    client.deleteItem(
        r ->
            r.tableName(name)
                .key(write.item.attributes())
                .conditionExpression(write.conditionExpression())
                .expressionAttributeNames(write.names())
                .expressionAttributeValues(write.values()));
    return write.item;
  }
}
