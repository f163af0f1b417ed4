package dev.refloat.bench.scale.dynamodb;

import dev.refloat.bench.scale.Facts;
import dev.refloat.bench.scale.Latency;
import dev.refloat.bench.scale.lambda.Processor;
import dev.refloat.bench.scale.time.VirtualClock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What all clients of DynamoDB share: the limits of each partition key, what was consumed, and
 * which items a transaction has hold of. The work itself is done by DynamoDB Local, outside of the
 * time of the simulation; it also says how many units a request took.
 */
public final class DynamoService {
  /** What the SDK does by itself. */
  private static final int SDK_ATTEMPTS = 9;

  private static final long SDK_PAUSE_NANOS = 25_000_000;
  private static final long SDK_PAUSE_MOST_NANOS = 20_000_000_000L;

  private final VirtualClock clock;
  private final Latency latency;
  private final Map<String, KeyLoad> keys = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final ItemCache items = new ItemCache();
  private double writes;
  private double reads;
  private long refused;
  private long conflicts;

  public DynamoService(VirtualClock clock, Latency latency) {
    this.clock = clock;
    this.latency = latency;
  }

  /** A request of one kind to one or more partitions. */
  record Asked(boolean isWrite, Collection<String> partitions) {}

  /** With the units that it took. */
  record Answer<T>(T response, double units) {
    static <T> Answer<T> of(T response, List<ConsumedCapacity> consumed) {
      return new Answer<>(
          response, consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum());
    }
  }

  <T> T request(Asked asked, Processor processor, Supplier<Answer<T>> work) {
    return timed(asked, Facts.DynamoDb.REQUEST, processor, work);
  }

  /** An item of DynamoDB Local. */
  ItemCache.Read item(String key, Supplier<ItemCache.Read> ask) {
    return items.get(key, () -> clock.outside(ask));
  }

  /** Does what writes these items. */
  <T> Answer<T> write(Collection<String> written, Supplier<Answer<T>> work) {
    try {
      return clock.outside(work);
    } finally {
      written.forEach(items::written);
    }
  }

  <T> Answer<T> read(Supplier<Answer<T>> work) {
    return clock.outside(work);
  }

  /**
   * The same, with items that are taken as long as it takes.
   *
   * @throws TransactionCanceledException where another transaction has one of them
   */
  <T> T transaction(
      Asked asked, List<String> items, Processor processor, Supplier<Answer<T>> work) {
    if (!take(items)) {
      processor.compute(Facts.Lambda.CPU_PER_REQUEST);
      processor.pass(latency.draw(Facts.DynamoDb.REQUEST, Facts.DynamoDb.SPREAD));
      throw conflict(items.size());
    }
    try {
      return timed(asked, Facts.DynamoDb.TRANSACTION, processor, work);
    } finally {
      synchronized (this) {
        items.forEach(taken::remove);
      }
    }
  }

  private synchronized boolean take(List<String> items) {
    if (items.stream().anyMatch(taken::contains)) {
      conflicts++;
      return false;
    }
    taken.addAll(items);
    return true;
  }

  private <T> T timed(Asked asked, Duration median, Processor processor, Supplier<Answer<T>> work) {
    processor.compute(Facts.Lambda.CPU_PER_REQUEST);
    for (int attempt = 1; !admit(asked); attempt++) {
      if (attempt == SDK_ATTEMPTS) {
        throw ProvisionedThroughputExceededException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("DynamoDb")
                    .errorCode("ProvisionedThroughputExceededException")
                    .errorMessage("The level of configured throughput was exceeded.")
                    .build())
            .build();
      }
      long bound = Math.min(SDK_PAUSE_NANOS << attempt, SDK_PAUSE_MOST_NANOS);
      processor.pass(ThreadLocalRandom.current().nextLong(bound));
    }
    processor.pass(latency.draw(median, Facts.DynamoDb.SPREAD));
    Answer<T> answer = work.get();
    count(asked, answer.units());
    return answer.response();
  }

  private synchronized boolean admit(Asked asked) {
    long now = clock.now();
    boolean admitted =
        asked.partitions.stream().allMatch(key -> load(key).admit(asked.isWrite, now));
    refused += admitted ? 0 : 1;
    return admitted;
  }

  private KeyLoad load(String key) {
    return keys.computeIfAbsent(key, any -> new KeyLoad());
  }

  /** Of several partitions each takes its part. */
  private synchronized void count(Asked asked, double units) {
    if (asked.isWrite) {
      writes += units;
    } else {
      reads += units;
    }
    double each = units / Math.max(1, asked.partitions.size());
    asked.partitions.forEach(key -> load(key).take(asked.isWrite, each, clock.now()));
  }

  private static TransactionCanceledException conflict(int items) {
    var reason = CancellationReason.builder().code("TransactionConflict").build();
    return TransactionCanceledException.builder()
        .statusCode(400)
        .cancellationReasons(Collections.nCopies(items, reason))
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode("TransactionCanceledException")
                .errorMessage("Transaction cancelled, TransactionConflict")
                .build())
        .build();
  }

  /** Write units. */
  public synchronized long writes() {
    return Math.round(writes);
  }

  /** Read units. */
  public synchronized long reads() {
    return Math.round(reads);
  }

  /** Requests that were refused because of their key. */
  public synchronized long refused() {
    return refused;
  }

  /** Transactions that were cancelled because another had one of their items. */
  public synchronized long conflicts() {
    return conflicts;
  }

  /** The most write units that one partition key took in a second. */
  public synchronized long peak() {
    return keys.values().stream().mapToLong(KeyLoad::peak).max().orElse(0);
  }

  public synchronized void forgetCounts() {
    writes = 0;
    reads = 0;
    keys.clear();
  }
}
