package dev.refloat.platform;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB item as typed attributes. Absent is absent: nothing is written as NULL or as an empty
 * string by accident.
 */
public record Item(Map<String, AttributeValue> attributes) {
  public Item {
    attributes = Map.copyOf(attributes);
  }

  public static Item key(String pk, String sk) {
    return new Item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)));
  }

  public Item with(String name, @Nullable String value) {
    return value == null ? this : with(name, AttributeValue.fromS(value));
  }

  public Item with(String name, long value) {
    return with(name, AttributeValue.fromN(Long.toString(value)));
  }

  public Item with(String name, boolean value) {
    return with(name, AttributeValue.fromBool(value));
  }

  public Item with(String name, @Nullable Instant value) {
    return value == null ? this : with(name, value.toString());
  }

  /** An empty list is not written. */
  public Item with(String name, List<String> values) {
    return values.isEmpty()
        ? this
        : with(name, AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
  }

  public Item with(String name, AttributeValue value) {
    Map<String, AttributeValue> more = new HashMap<>(attributes);
    more.put(name, value);
    return new Item(more);
  }

  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  public String text(String name) {
    return required(name).s();
  }

  public Optional<String> findText(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  public long number(String name) {
    return Long.parseLong(required(name).n());
  }

  /** Zero where the attribute is absent, as a counter that nothing was added to yet. */
  public long count(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? 0 : Long.parseLong(value.n());
  }

  public boolean flag(String name) {
    AttributeValue value = attributes.get(name);
    return value != null && value.bool();
  }

  /** Empty where the attribute is absent. */
  public List<String> texts(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  public byte[] bytes(String name) {
    return required(name).b().asByteArray();
  }

  public Instant instant(String name) {
    return Instant.parse(text(name));
  }

  public Optional<Instant> findInstant(String name) {
    return findText(name).map(Instant::parse);
  }

  private AttributeValue required(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new IllegalStateException("Item has no attribute " + name);
    }
    return value;
  }
}
