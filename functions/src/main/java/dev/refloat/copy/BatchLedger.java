package dev.refloat.copy;

import dev.refloat.platform.Item;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * What is done of each batch, under the job.
 *
 * <p>A batch that is done is a number in the set of a {@link BatchShard}, an item that up to 100
 * batches share, beside the objects and bytes that they copied. The number goes into the set and
 * the counters grow by one write, on the condition that the number is not there: a batch counts
 * once, however often it runs, and costs one write. The counters of a collection are the sums over
 * its shards; nothing takes from them, so progress never goes back, not even where the collection
 * is given up.
 *
 * <p>A batch whose call ran out of time has an item of its own, which names what was copied.
 */
public final class BatchLedger {
  private static final Duration KEPT = Duration.ofDays(90);

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
   * @param done whether it was counted
   * @param copied items that are copied already, by their line in the batch
   */
  record State(Optional<Item> outcome, boolean done, BitSet copied) {}

  /** Of the collection, as it is now. */
  Optional<Item> outcome(BatchPayload batch) {
    return items.get(batch.jobId(), List.of(outcomeKey(batch))).stream().findFirst();
  }

  State read(BatchPayload batch) {
    String outcome = outcomeKey(batch);
    String shard = BatchShard.of(batch).key();
    String partial = partialKey(batch);
    List<Item> found = items.get(batch.jobId(), List.of(outcome, shard, partial));
    return new State(
        find(found, outcome),
        find(found, shard).map(item -> isIn(item, batch)).orElse(false),
        find(found, partial).map(BatchLedger::copied).orElseGet(BitSet::new));
  }

  private static Optional<Item> find(List<Item> found, String key) {
    return found.stream().filter(item -> item.text("sk").equals(key)).findFirst();
  }

  private static boolean isIn(Item shard, BatchPayload batch) {
    AttributeValue done = shard.attributes().get("done");
    return done != null && done.ns().contains(Long.toString(batch.number()));
  }

  private static BitSet copied(Item partial) {
    return BitSet.valueOf(partial.bytes("copied"));
  }

  /** Remembers the copied items of a batch that is not done, unless more of them are known. */
  void savePartial(BatchPayload batch, State state, BitSet copied) {
    Item entry =
        Item.key(JobItems.pk(batch.jobId()), partialKey(batch))
            .with("items", copied.cardinality())
            .with("copied", AttributeValue.fromB(SdkBytes.fromByteArray(copied.toByteArray())))
            .with("expiresAt", expiresAt(state.outcome()));
    try {
      dynamo.putItem(
          r ->
              r.tableName(table)
                  .item(entry.attributes())
                  .conditionExpression("attribute_not_exists(pk) OR #items < :items")
                  .expressionAttributeNames(Map.of("#items", "items"))
                  .expressionAttributeValues(Map.of(":items", number(copied.cardinality()))));
    } catch (ConditionalCheckFailedException e) {
      // Another call of the same batch was faster: what it wrote says more.
      return;
    }
  }

  /**
   * Writes that the batch is done and adds it to the counters of its collection.
   *
   * @return false where it was counted before, be it by an earlier try of this very write
   */
  boolean finish(BatchPayload batch, State state, long bytes, long objects) {
    AttributeValue own = number(batch.number());
    try {
      dynamo.updateItem(
          r ->
              r.tableName(table)
                  .key(
                      Item.key(JobItems.pk(batch.jobId()), BatchShard.of(batch).key()).attributes())
                  .conditionExpression("attribute_not_exists(done) OR NOT contains(done, :own)")
                  .updateExpression(
                      "ADD done :set, objects :objects, bytes :bytes SET expiresAt = :expiresAt")
                  .expressionAttributeValues(
                      Map.of(
                          ":own", own,
                          ":set", AttributeValue.fromNs(List.of(own.n())),
                          ":objects", number(objects),
                          ":bytes", number(bytes),
                          ":expiresAt", number(expiresAt(state.outcome())))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** With the rest of the job where that says when. */
  private long expiresAt(Optional<Item> outcome) {
    return outcome
        .filter(item -> item.has("expiresAt"))
        .map(item -> item.number("expiresAt"))
        .orElseGet(() -> clock.instant().plus(KEPT).getEpochSecond());
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static String outcomeKey(BatchPayload batch) {
    return "COLLECTION#" + batch.collection();
  }

  private static String partialKey(BatchPayload batch) {
    return "PARTIAL#%d#%s#%s".formatted(batch.files().attempt(), batch.collection(), batch.batch());
  }
}
