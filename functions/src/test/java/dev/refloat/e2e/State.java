package dev.refloat.e2e;

import dev.refloat.platform.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that the system keeps: the items of every table, and the keys of every bucket with their
 * ETags, as text that can be compared.
 */
record State(Map<String, String> entries) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 400;

  static State of(Stack stack) {
    var entries = new TreeMap<>(ofTables(stack).entries);
    for (var bucket : stack.s3().listBuckets().buckets()) {
      stack
          .s3()
          .listObjectsV2Paginator(r -> r.bucket(bucket.name()))
          .contents()
          .forEach(object -> entries.put(bucket.name() + "/" + object.key(), object.eTag()));
    }
    return new State(entries);
  }

  /** The items only, which takes a tenth of the time. */
  static State ofTables(Stack stack) {
    var entries = new TreeMap<String, String>();
    for (String table : stack.dynamoDb().listTables().tableNames()) {
      stack.dynamoDb().scanPaginator(r -> r.tableName(table).consistentRead(true)).items().stream()
          .filter(State::isKept)
          .forEach(
              item ->
                  entries.put(
                      table + " " + item.get("pk") + " " + item.get("sk"),
                      new TreeMap<>(item).toString()));
    }
    return new State(entries);
  }

  /** The audit trail tells of refused calls too, and each call is counted. */
  private static boolean isKept(Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    return !item.text("pk").startsWith("AUDIT#") && !item.text("sk").startsWith("USE#");
  }

  /** Once nothing is written any more that earlier calls and uploads set off. */
  static State settled(Stack stack) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    State before = of(stack);
    while (Instant.now().isBefore(end)) {
      Thread.sleep(PAUSE_MILLIS);
      State now = of(stack);
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new AssertionError("The stack does not come to rest");
  }

  /** What is in one of the two and not, or not so, in the other; a name each. */
  List<String> differences(State other) {
    Set<String> names = new TreeSet<>(entries.keySet());
    names.addAll(other.entries.keySet());
    return names.stream()
        .filter(
            name -> !entries.getOrDefault(name, "").equals(other.entries.getOrDefault(name, "")))
        .toList();
  }
}
