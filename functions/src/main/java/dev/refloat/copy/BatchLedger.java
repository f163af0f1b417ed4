package dev.refloat.copy;

import dev.refloat.platform.Item;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What is done of each batch: {@code BATCH#{collection}#{batch}} under the job.
 *
 * <p>An entry is DONE with the one transaction that also adds the batch to the counters of the
 * collection's outcome, so a batch counts once however often it runs. Before that it may be PARTIAL
 * and name the items that a call copied before its time was up. An entry belongs to an attempt of
 * the job; a call of an older attempt cannot write over a newer one.
 */
public final class BatchLedger {
  private static final Duration KEPT = Duration.ofDays(90);
  private static final String DONE = "DONE";
  private static final String PARTIAL = "PARTIAL";

  /** Where the entry may be written: nothing newer, and nothing done, is there. */
  private static final String NOT_DONE =
      "attribute_not_exists(pk) OR attempt < :attempt OR (attempt = :attempt AND #state <> :done)";

  /**
   * Batches of one collection end at once and meet at its outcome; most of it passes in a round
   * trip.
   */
  private static final Backoff CONFLICT =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), 20);

  private final DynamoDbClient dynamo;
  private final String table;
  private final JobItems items;
  private final Clock clock;

  /**
   * The ledger of all jobs.
   *
   * @param table the table Jobs
   */
  public BatchLedger(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.items = new JobItems(dynamo, table);
    this.clock = clock;
  }

  /**
   * What the ledger knows of a batch.
   *
   * @param outcome of the collection; absent where the job is gone
   * @param done by this attempt or a newer one
   * @param copied items that are copied already, by their line in the batch
   */
  record State(Optional<Item> outcome, boolean done, BitSet copied) {}

  State read(BatchPayload batch) {
    String outcome = outcomeKey(batch.collection());
    List<Item> found = items.get(batch.jobId(), List.of(outcome, entryKey(batch)));
    int attempt = batch.files().attempt();
    Optional<Item> entry =
        found.stream()
            .filter(item -> item.text("sk").equals(entryKey(batch)))
            .filter(item -> item.number("attempt") >= attempt)
            .findFirst();
    return new State(
        found.stream().filter(item -> item.text("sk").equals(outcome)).findFirst(),
        entry.map(e -> e.number("attempt") > attempt || e.text("state").equals(DONE)).orElse(false),
        entry.map(BatchLedger::copied).orElseGet(BitSet::new));
  }

  private static BitSet copied(Item entry) {
    AttributeValue bits = entry.attributes().get("copied");
    return bits == null ? new BitSet() : BitSet.valueOf(bits.b().asByteArray());
  }

  /** Remembers the copied items of a batch that is not done, unless it is done by now. */
  void savePartial(BatchPayload batch, State state, BitSet copied) {
    Item entry =
        entry(batch, state, PARTIAL)
            .with("copied", AttributeValue.fromB(SdkBytes.fromByteArray(copied.toByteArray())));
    try {
      dynamo.putItem(
          r ->
              r.tableName(table)
                  .item(entry.attributes())
                  .conditionExpression(NOT_DONE)
                  .expressionAttributeNames(Map.of("#state", "state"))
                  .expressionAttributeValues(conditionValues(batch)));
    } catch (ConditionalCheckFailedException e) {
      // Another call of the same batch was faster: what it wrote says more.
      return;
    }
  }

  /**
   * Writes that the batch is done and adds it to the counters of its collection.
   *
   * @return false where it was counted before; a repetition within ten minutes looks like the first
   * @throws IllegalStateException where the outcome of the collection is gone
   */
  boolean finish(BatchPayload batch, State state, long bytes, long objects) {
    TransactWriteItemsRequest request = finishRequest(batch, state, bytes, objects);
    for (int attempt = 1; ; attempt++) {
      try {
        dynamo.transactWriteItems(request);
        return true;
      } catch (TransactionCanceledException e) {
        if (hasReason(e, 0, "ConditionalCheckFailed")) {
          return false;
        }
        if (hasReason(e, 1, "ConditionalCheckFailed")) {
          throw new IllegalStateException("The collection has no outcome to count at", e);
        }
        if (attempt == CONFLICT.attempts()) {
          throw e;
        }
        pause(attempt, e);
      }
    }
  }

  private TransactWriteItemsRequest finishRequest(
      BatchPayload batch, State state, long bytes, long objects) {
    Item entry = entry(batch, state, DONE).with("bytes", bytes).with("objects", objects);
    Put put =
        Put.builder()
            .tableName(table)
            .item(entry.attributes())
            .conditionExpression(NOT_DONE)
            .expressionAttributeNames(Map.of("#state", "state"))
            .expressionAttributeValues(conditionValues(batch))
            .build();
    Update count =
        Update.builder()
            .tableName(table)
            .key(Item.key(JobItems.pk(batch.jobId()), outcomeKey(batch.collection())).attributes())
            .conditionExpression("attribute_exists(pk)")
            .updateExpression("ADD bytesCopied :bytes, objectsCopied :objects")
            .expressionAttributeValues(
                Map.of(
                    ":bytes", AttributeValue.fromN(Long.toString(bytes)),
                    ":objects", AttributeValue.fromN(Long.toString(objects))))
            .build();
    return TransactWriteItemsRequest.builder()
        .clientRequestToken(token(entry))
        .transactItems(
            TransactWriteItem.builder().put(put).build(),
            TransactWriteItem.builder().update(count).build())
        .build();
  }

  /**
   * The same for the same write, so that a repeated call within ten minutes is recognised even
   * before the condition is looked at; another where anything differs, as DynamoDB demands.
   */
  private static String token(Item entry) {
    String written = new TreeMap<>(entry.attributes()).toString();
    return UUID.nameUUIDFromBytes(written.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Item entry(BatchPayload batch, State state, String name) {
    return Item.key(JobItems.pk(batch.jobId()), entryKey(batch))
        .with("state", name)
        .with("attempt", batch.files().attempt())
        .with("expiresAt", expiresAt(state.outcome()));
  }

  /** With the rest of the job where that says when. */
  private long expiresAt(Optional<Item> outcome) {
    return outcome
        .filter(item -> item.has("expiresAt"))
        .map(item -> item.number("expiresAt"))
        .orElseGet(() -> clock.instant().plus(KEPT).getEpochSecond());
  }

  /** Forgets every batch of a collection, so that it can be copied anew. */
  void forget(String jobId, String collection) {
    items.deleteStartingWith(jobId, "BATCH#" + collection + "#");
  }

  private static Map<String, AttributeValue> conditionValues(BatchPayload batch) {
    return Map.of(
        ":attempt", AttributeValue.fromN(Integer.toString(batch.files().attempt())),
        ":done", AttributeValue.fromS(DONE));
  }

  private static boolean hasReason(TransactionCanceledException e, int write, String code) {
    var reasons = e.cancellationReasons();
    return write < reasons.size() && code.equals(reasons.get(write).code());
  }

  private static void pause(int attempt, TransactionCanceledException cause) {
    try {
      Thread.sleep(CONFLICT.delay(attempt, ThreadLocalRandom.current()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  private static String outcomeKey(String collection) {
    return "COLLECTION#" + collection;
  }

  private static String entryKey(BatchPayload batch) {
    return "BATCH#" + batch.collection() + "#" + batch.batch();
  }
}
