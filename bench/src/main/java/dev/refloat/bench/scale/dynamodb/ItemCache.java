package dev.refloat.bench.scale.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as they were read last, until they are written: calls that copy look once a second whether
 * their collection was given up, and DynamoDB Local would be asked for the same item all the time.
 */
final class ItemCache {
  private final Map<String, Read> items = new HashMap<>();

  /**
   * What a read answered.
   *
   * @param item empty where there is none
   * @param units that the read took
   */
  record Read(Map<String, AttributeValue> item, double units) {}

  Read get(String key, Supplier<Read> ask) {
    synchronized (items) {
      Read known = items.get(key);
      if (known != null) {
        return known;
      }
    }
    Read read = ask.get();
    synchronized (items) {
      items.put(key, read);
    }
    return read;
  }

  void written(String key) {
    synchronized (items) {
      items.remove(key);
    }
  }
}
