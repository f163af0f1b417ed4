package dev.refloat.local.dynamodb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** What Refloat relies on in DynamoDB, as DynamoDB documents it. */
abstract class DynamoDbConformance {
  /** An empty table for each test: key pk and sk, index by-state on state and sk. */
  final String table = "t-" + UUID.randomUUID();

  abstract DynamoDbClient client();

  @BeforeEach
  void makeTable() {
    client()
        .createTable(
            request ->
                request
                    .tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("state"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                    .globalSecondaryIndexes(
                        GlobalSecondaryIndex.builder()
                            .indexName("by-state")
                            .keySchema(key("state", KeyType.HASH), key("sk", KeyType.RANGE))
                            .projection(
                                Projection.builder().projectionType(ProjectionType.ALL).build())
                            .build()));
  }

  @Test
  void aPutThatClaimsANameSucceedsOnce() {
    claim("a");

    assertThatThrownBy(() -> claim("a")).isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void ofManyClaimsOneWins() throws InterruptedException {
    var won = new AtomicInteger();
    var lost = new AtomicInteger();
    var threads =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    Thread.startVirtualThread(
                        () -> {
                          try {
                            claim("a");
                            won.incrementAndGet();
                          } catch (ConditionalCheckFailedException e) {
                            lost.incrementAndGet();
                          }
                        }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(won).hasValue(1);
    assertThat(lost).hasValue(15);
  }

  @Test
  void anUpdateMovesAStateOnlyFromTheExpectedOne() {
    put("a", "1", "state", text("PENDING"));
    assertThat(move("a", "PENDING", "RUNNING")).containsEntry("state", text("RUNNING"));

    assertThatThrownBy(() -> move("a", "PENDING", "FAILED"))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            e -> assertThat(e.item()).containsEntry("state", text("RUNNING")));
  }

  @Test
  void aDeleteMayDependOnTheOwner() {
    put("a", "1", "owner", text("me"));
    assertThatThrownBy(() -> delete("a", "you"))
        .isInstanceOf(ConditionalCheckFailedException.class);
    delete("a", "me");

    assertThat(get("a", "1")).isEmpty();
  }

  @Test
  void aCounterAddsUpUnderConcurrency() throws InterruptedException {
    var threads =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    Thread.startVirtualThread(
                        () ->
                            client()
                                .updateItem(
                                    r ->
                                        r.tableName(table)
                                            .key(keyOf("a", "1"))
                                            .updateExpression("ADD done :n")
                                            .expressionAttributeValues(
                                                Map.of(
                                                    ":n",
                                                    AttributeValue.fromN("9007199254740993"))))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(get("a", "1")).containsEntry("done", AttributeValue.fromN("180143985094819860"));
  }

  @Test
  void aTransactionWritesAllOrNothing() {
    put("taken", "1", "owner", text("you"));
    assertThatThrownBy(
            () -> transact(UUID.randomUUID().toString(), claimOf("free"), claimOf("taken")))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons().stream().map(CancellationReason::code))
                    .containsExactly("None", "ConditionalCheckFailed"));
    assertThat(get("free", "1")).isEmpty();
    transact(UUID.randomUUID().toString(), claimOf("free"), claimOf("free too"));

    assertThat(get("free", "1")).isNotEmpty();
    assertThat(get("free too", "1")).isNotEmpty();
  }

  @Test
  void aRepeatedTransactionWithTheSameTokenIsDoneOnce() {
    transact("token", increment("a"));
    transact("token", increment("a"));
    assertThat(get("a", "1")).containsEntry("n", AttributeValue.fromN("1"));

    assertThatThrownBy(() -> transact("token", increment("b")))
        .isInstanceOf(IdempotentParameterMismatchException.class);
    transact("other token", increment("a"));
    assertThat(get("a", "1")).containsEntry("n", AttributeValue.fromN("2"));
  }

  @Test
  void aTransactionMayCheckAnItemThatItDoesNotWrite() {
    var check =
        TransactWriteItem.builder()
            .conditionCheck(
                c ->
                    c.tableName(table)
                        .key(keyOf("project", "1"))
                        .conditionExpression("attribute_exists(pk)"))
            .build();
    assertThatThrownBy(() -> transact("t1", check, claimOf("a")))
        .isInstanceOf(TransactionCanceledException.class);
    claim("project");
    transact("t2", check, claimOf("a"));

    assertThat(get("a", "1")).isNotEmpty();
  }

  @Test
  void aQueryReadsAPartitionInKeyOrderPageByPage() {
    for (int i = 0; i < 25; i++) {
      put("a", "%03d".formatted((i * 7) % 25), "state", text("X"));
    }
    put("b", "000", "state", text("X"));
    var pages =
        client()
            .queryPaginator(
                r ->
                    r.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", text("a")))
                        .limit(10))
            .stream()
            .toList();
    var keys = new ArrayList<String>();
    pages.forEach(page -> page.items().forEach(item -> keys.add(text(item, "sk"))));

    assertThat(pages.size()).isBetween(3, 4);
    assertThat(keys).isEqualTo(IntStream.range(0, 25).mapToObj("%03d"::formatted).toList());
  }

  @Test
  void aQueryMayReadAPrefixBackwards() {
    for (String sk : List.of("JOB#1", "JOB#2", "JOB#3", "NAME#1")) {
      put("a", sk, "state", text("X"));
    }
    var items =
        client()
            .query(
                r ->
                    r.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :p)")
                        .expressionAttributeValues(Map.of(":pk", text("a"), ":p", text("JOB#")))
                        .scanIndexForward(false)
                        .limit(2)
                        .consistentRead(true))
            .items();

    assertThat(items.stream().map(item -> text(item, "sk"))).containsExactly("JOB#3", "JOB#2");
  }

  @Test
  void anIndexFollowsItsItems() {
    put("a", "1", "state", text("RUNNING"));
    put("b", "2", "state", text("RUNNING"));
    put("c", "3", "other", text("no state: not in the index"));
    assertThat(byState("RUNNING")).containsExactly("a", "b");
    move("a", "RUNNING", "DONE");

    assertThat(byState("RUNNING")).containsExactly("b");
    assertThat(byState("DONE")).containsExactly("a");
  }

  @Test
  void aBatchReadsWhatIsThere() {
    put("a", "1", "state", text("X"));
    put("b", "1", "state", text("X"));
    var answer =
        client()
            .batchGetItem(
                r ->
                    r.requestItems(
                        Map.of(
                            table,
                            KeysAndAttributes.builder()
                                .keys(
                                    List.of(
                                        keyOf("a", "1"), keyOf("b", "1"), keyOf("missing", "1")))
                                .consistentRead(true)
                                .build())));

    assertThat(requireNonNull(answer.responses().get(table)).stream().map(item -> text(item, "pk")))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(answer.unprocessedKeys()).isEmpty();
  }

  @Test
  void aFreshlyExpiredItemIsStillRead() {
    client()
        .updateTimeToLive(
            r ->
                r.tableName(table)
                    .timeToLiveSpecification(t -> t.attributeName("expires").enabled(true)));
    put("a", "1", "expires", AttributeValue.fromN("" + (System.currentTimeMillis() / 1000 - 1)));

    // DynamoDB deletes within days; a reader has to look at the attribute itself.
    assertThat(get("a", "1")).isNotEmpty();
  }

  @Test
  void integersKeepAllTheirDigits() {
    put("a", "1", "id", AttributeValue.fromN("9223372036854775807"));

    assertThat(get("a", "1")).containsEntry("id", AttributeValue.fromN("9223372036854775807"));
  }

  @Test
  void anItemAbove400KbIsRefused() {
    assertThatThrownBy(() -> put("a", "1", "blob", text("x".repeat(410_000))))
        .hasMessageContaining("Item size has exceeded the maximum allowed size");
  }

  private void claim(String pk) {
    client()
        .putItem(
            r ->
                r.tableName(table)
                    .item(keyOf(pk, "1"))
                    .conditionExpression("attribute_not_exists(pk)"));
  }

  private TransactWriteItem claimOf(String pk) {
    return TransactWriteItem.builder()
        .put(
            p ->
                p.tableName(table)
                    .item(keyOf(pk, "1"))
                    .conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  private TransactWriteItem increment(String pk) {
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(keyOf(pk, "1"))
                .updateExpression("ADD n :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .build())
        .build();
  }

  private void transact(String token, TransactWriteItem... items) {
    client().transactWriteItems(r -> r.clientRequestToken(token).transactItems(items));
  }

  private Map<String, AttributeValue> move(String pk, String from, String to) {
    return client()
        .updateItem(
            r ->
                r.tableName(table)
                    .key(keyOf(pk, "1"))
                    .updateExpression("SET #s = :to")
                    .conditionExpression("#s = :from")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(Map.of(":from", text(from), ":to", text(to)))
                    .returnValues(ReturnValue.ALL_NEW)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .attributes();
  }

  private void delete(String pk, String owner) {
    client()
        .deleteItem(
            r ->
                r.tableName(table)
                    .key(keyOf(pk, "1"))
                    .conditionExpression("#o = :o")
                    .expressionAttributeNames(Map.of("#o", "owner"))
                    .expressionAttributeValues(Map.of(":o", text(owner))));
  }

  private void put(String pk, String sk, String name, AttributeValue value) {
    client()
        .putItem(r -> r.tableName(table).item(Map.of("pk", text(pk), "sk", text(sk), name, value)));
  }

  private Map<String, AttributeValue> get(String pk, String sk) {
    return client().getItem(r -> r.tableName(table).key(keyOf(pk, sk)).consistentRead(true)).item();
  }

  private List<String> byState(String state) {
    return client()
        .query(
            r ->
                r.tableName(table)
                    .indexName("by-state")
                    .keyConditionExpression("#s = :s")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(Map.of(":s", text(state))))
        .items()
        .stream()
        .map(item -> text(item, "pk"))
        .toList();
  }

  private static Map<String, AttributeValue> keyOf(String pk, String sk) {
    return Map.of("pk", text(pk), "sk", text(sk));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name)).s();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
