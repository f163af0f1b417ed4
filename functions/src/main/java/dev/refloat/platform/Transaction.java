package dev.refloat.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Several conditional writes, of which all happen or none; up to 100 (a limit of DynamoDB). */
public final class Transaction {
  /**
   * Of transactions on one item, one goes through at a time, and each of the others fails at once.
   * So many attempts bring a crowd of 100 through where one takes 20 ms; all pauses together are
   * below 15 seconds, half of what a call has.
   */
  private static final int ATTEMPTS = 14;

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  private final List<Write> writes = new ArrayList<>();

  public Transaction with(Write write) {
    writes.add(write);
    return this;
  }

  public Transaction with(Collection<Write> more) {
    writes.addAll(more);
    return this;
  }

  /**
   * Makes all writes, or none of them.
   *
   * @return the index of the first write whose condition does not hold; empty when all were made
   */
  public OptionalInt run() {
    List<TransactWriteItem> items = writes.stream().map(Transaction::item).toList();
    for (int attempt = 1; ; attempt++) {
      try {
        writes.getFirst().table.client().transactWriteItems(r -> r.transactItems(items));
        return OptionalInt.empty();
      } catch (TransactionCanceledException e) {
        OptionalInt failed = failedCondition(e);
        if (failed.isPresent()) {
          return failed;
        }
        if (attempt == ATTEMPTS || !isConflict(e)) {
          throw e;
        }
        pause(attempt, writes.getFirst().table.time());
      }
    }
  }

  private static OptionalInt failedCondition(TransactionCanceledException canceled) {
    List<CancellationReason> reasons = canceled.cancellationReasons();
    return IntStream.range(0, reasons.size())
        .filter(i -> "ConditionalCheckFailed".equals(reasons.get(i).code()))
        .findFirst();
  }

  private static boolean isConflict(TransactionCanceledException canceled) {
    return canceled.cancellationReasons().stream()
        .anyMatch(reason -> "TransactionConflict".equals(reason.code()));
  }

  /** Full jitter, so that those who met here do not meet again. */
  private static void pause(int attempt, Time time) {
    try {
      long longest = Math.min(FIRST_PAUSE_MILLIS << attempt, LONGEST_PAUSE_MILLIS);
      time.sleep(Duration.ofMillis(Randomness.SECURE.nextLong(longest)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted between two attempts of a transaction", e);
    }
  }

  private static TransactWriteItem item(Write write) {
    String table = write.table.name();
    var item = TransactWriteItem.builder();
    return switch (write.kind) {
      case PUT ->
          item.put(
                  p ->
                      p.tableName(table)
                          .item(write.item.attributes())
                          .conditionExpression(write.conditionExpression())
                          .expressionAttributeNames(write.names())
                          .expressionAttributeValues(write.values()))
              .build();
      case UPDATE ->
          item.update(
                  u ->
                      u.tableName(table)
                          .key(write.item.attributes())
                          .updateExpression(write.updateExpression())
                          .conditionExpression(write.conditionExpression())
                          .expressionAttributeNames(write.names())
                          .expressionAttributeValues(write.values()))
              .build();
      case DELETE ->
          item.delete(
                  d ->
                      d.tableName(table)
                          .key(write.item.attributes())
                          .conditionExpression(write.conditionExpression())
                          .expressionAttributeNames(write.names())
                          .expressionAttributeValues(write.values()))
              .build();
      case CHECK ->
          item.conditionCheck(
                  c ->
                      c.tableName(table)
                          .key(write.item.attributes())
                          .conditionExpression(write.conditionExpression())
                          .expressionAttributeNames(write.names())
                          .expressionAttributeValues(write.values()))
              .build();
    };
  }
}
