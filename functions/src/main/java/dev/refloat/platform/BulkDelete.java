package dev.refloat.platform;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Deletes many items of one partition, whatever is in them. */
public final class BulkDelete {
  /** Requests of one BatchWriteItem; a limit of DynamoDB. */
  private static final int WRITES = 25;

  private final DynamoDbClient dynamo;
  private final String table;

  public BulkDelete(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  public BulkDelete(Table table) {
    this(table.client(), table.name());
  }

  /** Every item whose sort key begins so. Doing it again deletes what came in between. */
  public void startingWith(String pk, String sortKeyPrefix) {
    startingWith(pk, sortKeyPrefix, () -> true);
  }

  /**
   * The same, as long as there is time.
   *
   * @param mayGoOn false as soon as nothing more is to be begun
   * @return whether none is left
   */
  public boolean startingWith(String pk, String sortKeyPrefix, BooleanSupplier mayGoOn) {
    Iterator<Map<String, AttributeValue>> keys = keys(pk, sortKeyPrefix);
    List<WriteRequest> some = new ArrayList<>(WRITES);
    while (keys.hasNext()) {
      if (some.isEmpty() && !mayGoOn.getAsBoolean()) {
        return false;
      }
      Map<String, AttributeValue> key = keys.next();
      some.add(
          WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(key).build()).build());
      if (some.size() == WRITES) {
        write(List.copyOf(some));
        some.clear();
      }
    }
    if (!some.isEmpty()) {
      write(some);
    }
    return true;
  }

  /** Read page by page, strongly consistent. */
  private Iterator<Map<String, AttributeValue>> keys(String pk, String sortKeyPrefix) {
    return dynamo
        .queryPaginator(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .projectionExpression("pk, sk")
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(pk),
                        ":sk", AttributeValue.fromS(sortKeyPrefix)))
                .build())
        .items()
        .iterator();
  }

  private void write(List<WriteRequest> requests) {
    Map<String, List<WriteRequest>> left = Map.of(table, requests);
    while (!left.isEmpty()) {
      var asked = left;
      left = dynamo.batchWriteItem(r -> r.requestItems(asked)).unprocessedItems();
    }
  }
}
