package dev.refloat.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.refloat.platform.Item;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** States that no route leads to yet, written where the functions would. */
final class Given {
  private static final String MEMBER = "rfl_" + "m".repeat(43);

  private final Stack stack = Stack.shared();

  /** A key of somebody who is in the organization and nothing else. */
  String memberKey() {
    Map<String, AttributeValue> owner = item("Access", key(stack.connection().apiKey()), "KEY");
    put(
        "Access",
        Item.key(key(MEMBER), "KEY")
            .with("apiKeyId", "key-member00000000000000")
            .with("name", "Member")
            .with("prefix", MEMBER.substring(0, 8))
            .with("principalId", "prin-member00000000000000")
            .with("organizationId", requireNonNull(owner.get("organizationId")).s())
            .with("role", "MEMBER")
            .with("createdAt", Instant.EPOCH)
            .with("state", "ACTIVE"));
    return MEMBER;
  }

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

  private static String key(String secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
      return "KEY#" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
