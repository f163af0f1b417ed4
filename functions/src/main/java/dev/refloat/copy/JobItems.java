package dev.refloat.copy;

import dev.refloat.platform.BulkDelete;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads and deletes many items of one job. */
final class JobItems {
  private final DynamoDbClient dynamo;
  private final String table;

  JobItems(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  static String pk(String jobId) {
    return "JOB#" + jobId;
  }

  /** Those of the items that exist, strongly consistent, in no order. */
  List<Item> get(String jobId, List<String> sortKeys) {
    return new Table(dynamo, table)
        .findAll(sortKeys.stream().map(sk -> Item.key(pk(jobId), sk)).toList());
  }

  /** Every item whose sort key begins so, in the order of sort keys, read page by page. */
  Stream<Item> startingWith(String jobId, String sortKeyPrefix) {
    return dynamo
        .queryPaginator(
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(pk(jobId)),
                        ":sk", AttributeValue.fromS(sortKeyPrefix)))
                .build())
        .items()
        .stream()
        .map(Item::new);
  }

  void deleteStartingWith(String jobId, String sortKeyPrefix) {
    new BulkDelete(dynamo, table).startingWith(pk(jobId), sortKeyPrefix);
  }
}
