package dev.refloat.estimate;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What was counted so far. */
final class Tally {
  private final Map<S3Request, Long> s3 = new EnumMap<>(S3Request.class);
  private final Map<String, Long> invocations = new HashMap<>();
  private long transitions;
  private long items;
  private long itemsInTransactions;
  private long reads;
  private long kms;

  Requests requests() {
    return new Requests(s3, transitions, invocations, items, itemsInTransactions, reads, kms);
  }

  /** An execution is started. */
  void start() {
    transitions++;
  }

  /** Executions of one state each. */
  void children(long count) {
    transitions += 2 * count;
  }

  void state() {
    transitions++;
  }

  /** A state that calls a function. */
  void state(String function) {
    transitions++;
    invoke(function, 1);
  }

  /** Step Functions reads the items of a Map. */
  void map() {
    state();
    add(S3Request.GET_OBJECT, 1);
  }

  void invoke(String function, long times) {
    if (times > 0) {
      invocations.merge(function, times, Long::sum);
    }
  }

  void add(S3Request kind, long times) {
    if (times > 0) {
      s3.merge(kind, times, Long::sum);
    }
  }

  void read(long count) {
    reads += count;
  }

  void write(long count) {
    items += count;
  }

  /** Items that are written or checked in transactions. */
  void transaction(long count) {
    items += count;
    itemsInTransactions += count;
  }

  void kms() {
    kms++;
  }
}
