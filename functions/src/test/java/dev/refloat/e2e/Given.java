package dev.refloat.e2e;

import dev.refloat.platform.Item;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** States that no route leads to yet, written where the functions would. */
final class Given {
  private final Stack stack = Stack.shared();

  /** A backup with a field of its record changed. */
  void backup(String clusterId, String backupId, String field, String value) {
    change("CLUSTER#" + clusterId, "BACKUP#" + backupId, field, value);
  }

  /** A cluster like one that there is, in another state, in no list. */
  void clusterLike(String clusterId, String newId, String status) {
    var item = new HashMap<>(item("Clusters", "CLUSTER#" + clusterId, "CLUSTER"));
    item.putAll(Item.key("CLUSTER#" + newId, "CLUSTER").attributes());
    item.put("clusterId", AttributeValue.fromS(newId));
    item.put("status", AttributeValue.fromS(status));
    item.remove("listKey");
    put("Clusters", new Item(item));
  }

  /** A record that cannot be read, in no list. */
  void brokenCluster(String clusterId) {
    put("Clusters", Item.key("CLUSTER#" + clusterId, "CLUSTER").with("clusterId", clusterId));
  }

  /** As if a key had made so many calls in this minute; it has made one. */
  void calledInThisMinute(String apiKeyId, int calls) {
    Map<String, AttributeValue> use =
        stack
            .dynamoDb()
            .scanPaginator(
                r ->
                    r.tableName(stack.table("Access"))
                        .filterExpression("sk = :use")
                        .expressionAttributeValues(
                            Map.of(":use", AttributeValue.fromS("USE#" + apiKeyId))))
            .items()
            .stream()
            .findFirst()
            .orElseThrow();
    var item = new HashMap<>(use);
    item.put(
        "minute", AttributeValue.fromS(Instant.now().truncatedTo(ChronoUnit.MINUTES).toString()));
    item.put("calls", AttributeValue.fromN(Integer.toString(calls)));
    put("Access", new Item(item));
  }

  /** A backup of which there is only this meta; its URI. */
  String meta(String name, String content) {
    String bucket = stack.connection().backupBucket();
    stack
        .s3()
        .putObject(
            r -> r.bucket(bucket).key("codes/" + name + "/meta/full_meta.json"),
            RequestBody.fromString(content));
    return "s3://" + bucket + "/codes/" + name;
  }

  private Map<String, AttributeValue> item(String table, String pk, String sk) {
    Map<String, AttributeValue> item =
        stack
            .dynamoDb()
            .getItem(r -> r.tableName(stack.table(table)).key(Item.key(pk, sk).attributes()))
            .item();
    if (item.isEmpty()) {
      throw new AssertionError("There is no item " + pk + " " + sk);
    }
    return item;
  }

  private void put(String table, Item item) {
    stack.dynamoDb().putItem(r -> r.tableName(stack.table(table)).item(item.attributes()));
  }

  private void change(String pk, String sk, String field, String value) {
    var item = new HashMap<>(item("Clusters", pk, sk));
    item.put(field, AttributeValue.fromS(value));
    put("Clusters", new Item(item));
  }
}
