package dev.refloat.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads the changes of one table, shard by shard. A shard that follows another is read when that
 * one is at its end, so the changes of an item come in their order.
 */
final class StreamReader {
  /** Shards change every few hours; a new one is noticed within a second or two. */
  private static final int ROUNDS_PER_LOOK = 8;

  private final DynamoDbStreamsClient client;
  private final String streamArn;
  private final Positions positions;
  private final Taker taker;

  /** Where the next read of each open shard begins. */
  private final Map<String, String> iterators = new HashMap<>();

  private final Set<String> finished = new HashSet<>();
  private int round;

  /** Gets changes in their order, and returns when they are told or given up. */
  interface Taker {
    void take(List<ObjectNode> records) throws InterruptedException;
  }

  StreamReader(DynamoDbStreamsClient client, String streamArn, Positions positions, Taker taker) {
    this.client = client;
    this.streamArn = streamArn;
    this.positions = positions;
    this.taker = taker;
  }

  /** Reads each open shard once. */
  void read() throws InterruptedException {
    if (round++ % ROUNDS_PER_LOOK == 0) {
      findShards();
    }
    for (String shardId : List.copyOf(iterators.keySet())) {
      read(shardId);
    }
  }

  private void findShards() {
    List<Shard> shards =
        client.describeStream(r -> r.streamArn(streamArn)).streamDescription().shards();
    Set<String> there = new HashSet<>();
    shards.forEach(shard -> there.add(shard.shardId()));
    for (Shard shard : shards) {
      boolean isNew =
          !iterators.containsKey(shard.shardId()) && !finished.contains(shard.shardId());
      boolean behindItsParent =
          !there.contains(shard.parentShardId()) || finished.contains(shard.parentShardId());
      if (isNew && behindItsParent) {
        iterators.put(shard.shardId(), iterator(shard.shardId()));
      }
    }
  }

  private String iterator(String shardId) {
    return client
        .getShardIterator(
            request -> {
              request.streamArn(streamArn).shardId(shardId);
              positions
                  .of(shardId)
                  .ifPresentOrElse(
                      taken ->
                          request
                              .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                              .sequenceNumber(taken),
                      () -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON));
            })
        .shardIterator();
  }

  private void read(String shardId) throws InterruptedException {
    GetRecordsResponse answer;
    try {
      answer = client.getRecords(r -> r.shardIterator(iterators.get(shardId)));
    } catch (ExpiredIteratorException | TrimmedDataAccessException e) {
      // Since the last read a day has passed for what it named: the machine slept, or, as DynamoDB
      // Local has it, the shard was empty then. Its position is found again.
      iterators.remove(shardId);
      round = 0;
      return;
    }
    if (answer.hasRecords() && !answer.records().isEmpty()) {
      taker.take(
          answer.records().stream()
              .map(change -> StreamRecords.record(change, region(), streamArn))
              .toList());
      positions.took(shardId, answer.records().getLast().dynamodb().sequenceNumber());
    }
    if (answer.nextShardIterator() == null) {
      iterators.remove(shardId);
      finished.add(shardId);
    } else {
      iterators.put(shardId, answer.nextShardIterator());
    }
  }

  private String region() {
    return client.serviceClientConfiguration().region().id();
  }

  /** The number that says which change it is. */
  static String sequenceNumber(JsonNode record) {
    return record.at("/dynamodb/SequenceNumber").textValue();
  }
}
