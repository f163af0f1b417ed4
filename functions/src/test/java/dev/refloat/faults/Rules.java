package dev.refloat.faults;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * How often each state of {@code statemachine/restore.asl.json} tries again, and where it goes on
 * when it gives up.
 */
record Rules(Map<String, List<Retrier>> retriers, Map<String, String> catchers) {
  private static final String ANY = "States.ALL";

  /** One entry of a Retry. */
  record Retrier(List<String> errors, int attempts) {}

  static Rules read() {
    var rules = new Rules(new HashMap<>(), new HashMap<>());
    rules.addAll(definition());
    return rules;
  }

  static JsonNode definition() {
    Path root = Path.of(System.getProperty("refloat.root", ".."));
    try {
      return Json.tree(Files.readString(root.resolve("statemachine/restore.asl.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addAll(JsonNode machine) {
    machine
        .path("States")
        .properties()
        .forEach(
            state -> {
              add(state.getKey(), state.getValue());
              if (state.getValue().has("ItemProcessor")) {
                addAll(state.getValue().get("ItemProcessor"));
              }
            });
  }

  private void add(String name, JsonNode state) {
    var found = new ArrayList<Retrier>();
    state.path("Retry").forEach(entry -> found.add(retrier(entry)));
    retriers.put(name, List.copyOf(found));
    // What comes before the last is for an answer, not for giving up.
    JsonNode caught = state.path("Catch");
    if (!caught.isEmpty()) {
      catchers.put(name, caught.get(caught.size() - 1).get("Next").asText());
    }
  }

  private static Retrier retrier(JsonNode entry) {
    return new Retrier(
        StreamSupport.stream(entry.get("ErrorEquals").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        entry.get("MaxAttempts").asInt());
  }

  /** The entry that an error of a state falls under: the first that names it. */
  Optional<Retrier> retrier(String state, String error) {
    return retriers.getOrDefault(state, List.of()).stream()
        .filter(r -> r.errors().contains(error) || r.errors().contains(ANY))
        .findFirst();
  }

  /** By name, the states of a machine and where each leads when all goes well. */
  static Map<String, String> next(JsonNode machine) {
    return machine.path("States").properties().stream()
        .filter(state -> state.getValue().has("Next"))
        .collect(toMap(Map.Entry::getKey, state -> state.getValue().get("Next").asText()));
  }
}
