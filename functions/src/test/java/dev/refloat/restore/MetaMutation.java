package dev.refloat.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.refloat.platform.Json;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Changes a file of a meta in one to four places, in ways that a reader may trip over. */
final class MetaMutation {
  /** As they stand in JSON. */
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "-0",
          "0.5",
          "1.0",
          "1e3",
          "2147483648",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "1e400",
          "1e-400",
          "1e999999999",
          "1E+99999999999999",
          "NaN",
          "9".repeat(900),
          "9".repeat(1_200));

  private static final List<String> TEXTS =
      List.of(
          "",
          ".",
          "..",
          "../../x",
          "/",
          "//",
          "a/",
          "a/b",
          "a/../../meta/full_meta.json",
          "..\\..",
          "%2e%2e",
          "-1",
          "7",
          " ",
          "a b",
          "a\nb",
          "a\u0000b",
          "\u202e\u2066",
          "\ud83d\ude00",
          "é港",
          "x".repeat(300),
          "x".repeat(5_000),
          "港".repeat(90_000));

  private static final List<String> VALUES =
      List.of(
          "{}",
          "[]",
          "[{}]",
          "[null]",
          "[[]]",
          "[1,\"two\",{}]",
          "null",
          "true",
          "\"text\"",
          "{\"a\":1}",
          "{\"name\":{\"name\":{}}}",
          "\"\\ud800\"",
          "{\"\\udc00\":1}",
          nested("[", "]", 60),
          nested("[", "]", 97),
          nested("[", "]", 990),
          nested("{\"a\":", "}", 97),
          nested("[", "]", 20_000),
          "[".repeat(50_000));

  private static final Charset UTF_32 = Charset.forName("UTF-32BE");

  private final SplittableRandom random;

  MetaMutation(SplittableRandom random) {
    this.random = random;
  }

  private static String nested(String open, String close, int depth) {
    return open.repeat(depth) + "1" + close.repeat(depth);
  }

  byte[] of(byte[] json) {
    JsonNode root = Json.tree(new String(json, StandardCharsets.UTF_8));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      change(slots(root));
    }
    byte[] changed = Json.bytes(root);
    return random.nextInt(6) == 0 ? bytes(changed) : changed;
  }

  /** A place for a value. */
  private record Slot(ContainerNode<?> parent, String name, int index) {
    JsonNode value() {
      return parent instanceof ObjectNode object ? object.path(name) : parent.path(index);
    }

    void set(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(name, value);
      } else {
        ((ArrayNode) parent).set(index, value);
      }
    }

    void remove() {
      if (parent instanceof ObjectNode object) {
        object.remove(name);
      } else {
        ((ArrayNode) parent).remove(index);
      }
    }
  }

  /** By the names that lead to them: there are a thousand logs for each collection. */
  private static Map<String, List<Slot>> slots(JsonNode root) {
    Map<String, List<Slot>> slots = new TreeMap<>();
    add(root, "", slots);
    return slots;
  }

  private static void add(JsonNode node, String path, Map<String, List<Slot>> slots) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(p -> add(new Slot(object, p.getKey(), 0), path + "." + p.getKey(), slots));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        add(new Slot(array, "", i), path + "[]", slots);
      }
    }
  }

  private static void add(Slot slot, String path, Map<String, List<Slot>> slots) {
    slots.computeIfAbsent(path, p -> new ArrayList<>()).add(slot);
    add(slot.value(), path, slots);
  }

  private void change(Map<String, List<Slot>> slots) {
    if (slots.isEmpty()) {
      return;
    }
    Slot slot = slot(slots);
    JsonNode value = slot.value();
    switch (random.nextInt(9)) {
      case 0 -> slot.set(raw(pick(NUMBERS)));
      case 1 -> slot.set(Json.toTree(pick(TEXTS)));
      case 2 -> slot.set(raw(pick(VALUES)));
      case 3 -> slot.remove();
      case 4 -> slot.set(copy(slot(slots).value()));
      case 5 -> slot.set(Json.toTree(value.isTextual() ? value.asText() + pick(TEXTS) : "1"));
      case 6 -> ofItsKind(slots, slot);
      case 7 -> {
        if (slot.parent() instanceof ArrayNode array) {
          array.insert(random.nextInt(array.size() + 1), copy(value));
        } else {
          twice(slot, slot(slots).value());
        }
      }
      default ->
          slot.set(
              value.isNumber()
                  ? Json.toTree(value.asLong() + random.nextInt(-2, 3))
                  : raw("[" + value + "," + value + "]"));
    }
  }

  /** Gives it the value that another one of its name has: a wrong id, mostly. */
  private void ofItsKind(Map<String, List<Slot>> slots, Slot slot) {
    String end = "." + slot.name();
    List<List<Slot>> same =
        slots.entrySet().stream()
            .filter(e -> e.getKey().endsWith(end))
            .map(Map.Entry::getValue)
            .toList();
    if (!same.isEmpty()) {
      slot.set(copy(pick(pick(same)).value()));
    }
  }

  /** The same name again, with another value. */
  private static void twice(Slot slot, JsonNode other) {
    String name = Json.text(slot.name());
    slot.set(raw(slot.value() + "," + name + ":" + other));
  }

  private static JsonNode copy(JsonNode value) {
    return value.deepCopy();
  }

  private static JsonNode raw(String json) {
    return new POJONode(new RawValue(json));
  }

  private Slot slot(Map<String, List<Slot>> slots) {
    return pick(pick(List.copyOf(slots.values())));
  }

  private byte[] bytes(byte[] json) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(json, random.nextInt(json.length + 1));
      case 1 -> behind(new byte[random.nextInt(1, 5)], json);
      case 2 ->
          new String(json, StandardCharsets.UTF_8)
              .getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : UTF_32);
      default -> {
        for (int i = random.nextInt(1, 5); i > 0; i--) {
          json[random.nextInt(json.length)] = (byte) random.nextInt();
        }
        yield json;
      }
    };
  }

  private static byte[] behind(byte[] first, byte[] json) {
    byte[] all = Arrays.copyOf(first, first.length + json.length);
    System.arraycopy(json, 0, all, first.length, json.length);
    return all;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
