package dev.refloat.local.states.eval;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON values on their way into and out of JSONata. Integers stay exact in both directions,
 * whatever their size.
 */
public final class Values {

  /** Reads and writes the JSON of payloads; refuses text after the first value. */
  public static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** The most bytes of UTF-8 that one payload between states may have. */
  public static final int PAYLOAD_LIMIT = 256 * 1024;

  // Beyond this a double has gaps between integers, so a whole double is not shown as an integer.
  private static final double EXACT = 1L << 53;

  private Values() {}

  public static String text(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree could not be written", e);
    }
  }

  /** The length of the value as JSON text in UTF-8. */
  public static int size(JsonNode json) {
    return text(json).getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Gives the value back, or fails with States.DataLimitExceeded when it is over the payload limit.
   */
  public static JsonNode limited(JsonNode json, String state) {
    if (size(json) > PAYLOAD_LIMIT) {
      throw tooLarge(state);
    }
    return json;
  }

  /** The failure of a state or task whose payload is over the limit. */
  public static StateFailed tooLarge(String stateOrTask) {
    return StateFailed.of(
        StateFailed.DATA_LIMIT_EXCEEDED,
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(stateOrTask));
  }

  /** The value as JSONata wants it. */
  public static Object toJsonata(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(json.size());
        json.properties().forEach(entry -> map.put(entry.getKey(), toJsonata(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(json.size());
        json.forEach(element -> list.add(toJsonata(element)));
        yield list;
      }
      case STRING -> json.textValue();
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> json.numberValue();
      case NULL, MISSING -> Jsonata.NULL_VALUE;
      case BINARY, POJO -> throw new IllegalArgumentException("Not a JSON value");
    };
  }

  /**
   * The JSON of an evaluation's result.
   *
   * @throws IllegalArgumentException when there is none, as for a function
   */
  @SuppressWarnings(
      "ReferenceEquality") // the library's null is one object, and its equals() is not for this
  static JsonNode toJson(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case Map<?, ?> map -> {
        ObjectNode object = nodes.objectNode();
        map.forEach((key, element) -> object.set(String.valueOf(key), element(element)));
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = nodes.arrayNode(list.size());
        list.forEach(element -> array.add(element(element)));
        yield array;
      }
      case String text -> nodes.textNode(text);
      case Boolean flag -> nodes.booleanNode(flag);
      case Number number -> number(number);
      default -> {
        if (value == Jsonata.NULL_VALUE) {
          yield nodes.nullNode();
        }
        throw new IllegalArgumentException("Not a JSON value");
      }
    };
  }

  private static JsonNode element(Object value) {
    return value == null ? JsonNodeFactory.instance.nullNode() : toJson(value);
  }

  private static JsonNode number(Number number) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (number) {
      case Integer i -> nodes.numberNode(i);
      // As the parser does it, so that equal numbers are equal nodes.
      case Long l -> l == l.intValue() ? nodes.numberNode(l.intValue()) : nodes.numberNode(l);
      case BigInteger big -> nodes.numberNode(big);
      case BigDecimal decimal -> nodes.numberNode(decimal);
      default -> {
        double d = number.doubleValue();
        yield d == Math.rint(d) && Math.abs(d) < EXACT
            ? nodes.numberNode((long) d)
            : nodes.numberNode(d);
      }
    };
  }
}
