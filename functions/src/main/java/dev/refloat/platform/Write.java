package dev.refloat.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One conditional write to one item, to be made alone ({@link Table#write}) or with others ({@link
 * Transaction}).
 *
 * <p>Its conditions are joined by AND. A write without a condition is one that may safely happen
 * twice or late.
 */
public final class Write {
  enum Kind {
    PUT,
    UPDATE,
    DELETE,
    CHECK
  }

  final Kind kind;
  final Table table;
  final Item item;

  private final List<String> sets = new ArrayList<>();
  private final List<String> adds = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> deletes = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  private Write(Kind kind, Table table, Item item) {
    this.kind = kind;
    this.table = table;
    this.item = item;
  }

  /** Replaces the whole item. */
  public static Write put(Table table, Item item) {
    return new Write(Kind.PUT, table, item);
  }

  /** Changes attributes; without {@link #ifPresent} it creates an item that is absent. */
  public static Write update(Table table, String pk, String sk) {
    return new Write(Kind.UPDATE, table, Item.key(pk, sk));
  }

  public static Write delete(Table table, String pk, String sk) {
    return new Write(Kind.DELETE, table, Item.key(pk, sk));
  }

  /** Writes nothing; a transaction fails when its conditions do not hold. */
  public static Write check(Table table, String pk, String sk) {
    return new Write(Kind.CHECK, table, Item.key(pk, sk));
  }

  public Write set(String attribute, @Nullable String value) {
    return value == null ? remove(attribute) : set(attribute, AttributeValue.fromS(value));
  }

  public Write set(String attribute, long value) {
    return set(attribute, AttributeValue.fromN(Long.toString(value)));
  }

  public Write set(String attribute, AttributeValue value) {
    sets.add(name(attribute) + " = " + value(value));
    return this;
  }

  /** Leaves the attribute as it is where there is one. */
  public Write setIfAbsent(String attribute, String value) {
    String name = name(attribute);
    sets.add(name + " = if_not_exists(" + name + ", " + value(AttributeValue.fromS(value)) + ")");
    return this;
  }

  /** Adds to a number; an absent one counts as zero. */
  public Write add(String attribute, long amount) {
    adds.add(name(attribute) + " " + value(AttributeValue.fromN(Long.toString(amount))));
    return this;
  }

  /** Adds to a set of strings; an absent one counts as empty. */
  public Write addTo(String attribute, String element) {
    adds.add(name(attribute) + " " + value(AttributeValue.fromSs(List.of(element))));
    return this;
  }

  /** Takes out of a set of strings, whether it has the element or not. */
  public Write removeFrom(String attribute, String element) {
    deletes.add(name(attribute) + " " + value(AttributeValue.fromSs(List.of(element))));
    return this;
  }

  public Write remove(String attribute) {
    removes.add(name(attribute));
    return this;
  }

  public Write ifAbsent() {
    return ifAbsent("pk");
  }

  public Write ifAbsent(String attribute) {
    conditions.add("attribute_not_exists(" + name(attribute) + ")");
    return this;
  }

  public Write ifPresent() {
    conditions.add("attribute_exists(" + name("pk") + ")");
    return this;
  }

  public Write ifEquals(String attribute, String expected) {
    conditions.add(name(attribute) + " = " + value(AttributeValue.fromS(expected)));
    return this;
  }

  public Write ifEquals(String attribute, long expected) {
    conditions.add(name(attribute) + " = " + number(expected));
    return this;
  }

  public Write ifEquals(String attribute, AttributeValue expected) {
    conditions.add(name(attribute) + " = " + value(expected));
    return this;
  }

  /** Also holds where the item or the attribute is absent. */
  public Write ifAbsentOrEquals(String attribute, String expected) {
    return ifAbsentOr(attribute, name(attribute) + " = " + value(AttributeValue.fromS(expected)));
  }

  /** Holds where the item is absent, or its number is at most {@code limit}. */
  public Write ifAbsentOrAtMost(String attribute, long limit) {
    return ifAbsentOr("pk", name(attribute) + " <= " + number(limit));
  }

  /** Holds where the attribute is absent, or its number is less than {@code limit}. */
  public Write ifAbsentOrLess(String attribute, long limit) {
    return ifAbsentOr(attribute, name(attribute) + " < " + number(limit));
  }

  /** Holds where the set is absent, or has fewer elements than {@code limit}. */
  public Write ifSmaller(String attribute, int limit) {
    return ifAbsentOr(attribute, "size(" + name(attribute) + ") < " + number(limit));
  }

  private Write ifAbsentOr(String absent, String condition) {
    conditions.add("(attribute_not_exists(" + name(absent) + ") OR " + condition + ")");
    return this;
  }

  public Write ifOneOf(String attribute, Collection<? extends Enum<?>> expected) {
    if (expected.isEmpty()) {
      throw new IllegalArgumentException("A condition that can never hold");
    }
    List<String> placeholders =
        expected.stream().map(e -> value(AttributeValue.fromS(e.name()))).toList();
    conditions.add(name(attribute) + " IN (" + String.join(", ", placeholders) + ")");
    return this;
  }

  @Nullable String updateExpression() {
    var clauses = new ArrayList<String>();
    clause(clauses, "SET ", sets);
    clause(clauses, "ADD ", adds);
    clause(clauses, "REMOVE ", removes);
    clause(clauses, "DELETE ", deletes);
    return clauses.isEmpty() ? null : String.join(" ", clauses);
  }

  @Nullable String conditionExpression() {
    return conditions.isEmpty() ? null : String.join(" AND ", conditions);
  }

  /** Null where there are none, because DynamoDB refuses an empty map. */
  @Nullable Map<String, String> names() {
    return names.isEmpty() ? null : names;
  }

  @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }

  private static void clause(List<String> clauses, String verb, List<String> parts) {
    if (!parts.isEmpty()) {
      clauses.add(verb + String.join(", ", parts));
    }
  }

  private String name(String attribute) {
    String placeholder = "#" + attribute;
    names.put(placeholder, attribute);
    return placeholder;
  }

  private String number(long number) {
    return value(AttributeValue.fromN(Long.toString(number)));
  }

  private String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
