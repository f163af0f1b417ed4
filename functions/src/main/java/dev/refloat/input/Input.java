package dev.refloat.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A body that fits its {@link Shape}; asking for a field that the shape does not have is a bug. */
public record Input(ObjectNode json) {

  public String text(String field) {
    return find(field)
        .map(JsonNode::textValue)
        .orElseThrow(() -> new IllegalStateException("The shape does not require " + field));
  }

  public Optional<String> findText(String field) {
    return find(field).map(JsonNode::textValue);
  }

  public int whole(String field) {
    return find(field)
        .map(JsonNode::intValue)
        .orElseThrow(() -> new IllegalStateException("The shape does not require " + field));
  }

  public <E extends Enum<E>> E choice(String field, Class<E> type) {
    return Enum.valueOf(type, text(field));
  }

  public <E extends Enum<E>> Optional<E> findChoice(String field, Class<E> type) {
    return findText(field).map(word -> Enum.valueOf(type, word));
  }

  public Optional<Boolean> findFlag(String field) {
    return find(field).map(JsonNode::booleanValue);
  }

  /** The strings of a list; none where the list is absent. */
  public List<String> strings(String field) {
    return find(field)
        .map(list -> list.valueStream().map(JsonNode::textValue).toList())
        .orElse(List.of());
  }

  /** The objects of a list; empty where the list is absent. */
  public Optional<List<Input>> list(String field) {
    return find(field)
        .map(list -> list.valueStream().map(item -> new Input((ObjectNode) item)).toList());
  }

  /** The object of a field; empty where it is absent. */
  public Optional<Input> object(String field) {
    return find(field).map(object -> new Input((ObjectNode) object));
  }

  public OptionalInt findWhole(String field) {
    return find(field).map(value -> OptionalInt.of(value.intValue())).orElse(OptionalInt.empty());
  }

  private Optional<JsonNode> find(String field) {
    return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
  }
}
