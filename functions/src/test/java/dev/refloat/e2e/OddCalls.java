package dev.refloat.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.infra.OpenApi;
import dev.refloat.infra.OpenApi.Operation;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Calls of the operations of the document, most of them with something wrong: made of its examples,
 * its enums and its limits, and of values that exist.
 */
final class OddCalls {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final OpenApi document = OpenApi.document();
  private final OddValues odd;
  private final Map<String, List<String>> existing;
  private final String apiKey;

  /**
   * @param existing values that there are, by the names of fields and parameters
   */
  OddCalls(Random random, Map<String, List<String>> existing, String apiKey) {
    this.odd = new OddValues(random);
    this.existing = existing;
    this.apiKey = apiKey;
  }

  /** A call that is to be sent as it is. */
  record Call(
      Operation operation,
      String method,
      String path,
      Map<String, String> headers,
      Optional<String> body) {

    /** Without the key, and not longer than can be read. */
    @Override
    public String toString() {
      var shown = new TreeMap<>(headers);
      shown.replaceAll((name, value) -> name.equals("Authorization") ? "…" : value);
      return method
          + " "
          + path
          + " "
          + shown
          + " "
          + body.map(text -> text.substring(0, Math.min(2000, text.length()))).orElse("no body");
    }
  }

  Call next() {
    Operation operation = odd.one(document.operations());
    String method = odd.chance(4) ? odd.one(METHODS) : operation.method();
    Optional<String> body =
        document.requestSchema(operation).isObject() || odd.chance(3)
            ? Optional.of(body(operation))
            : Optional.empty();
    return new Call(
        operation, method, path(operation) + query(operation), headers(operation), body);
  }

  private String path(Operation operation) {
    return VARIABLE
        .matcher(operation.path())
        .replaceAll(variable -> encoded(variable(variable.group(1))));
  }

  private String variable(String name) {
    String value = odd.chance(80) ? odd.one(known(name)) : odd.text();
    return value.isEmpty() ? " " : value;
  }

  private List<String> known(String name) {
    return existing.getOrDefault(name, List.of("none"));
  }

  /** Dots too, which a client may otherwise take for a way up. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace(".", "%2E");
  }

  private String query(Operation operation) {
    var parameters = new ArrayList<String>();
    for (JsonNode reference : operation.node().path("parameters")) {
      JsonNode parameter = document.resolve(reference);
      if (parameter.path("in").asText().equals("query") && odd.chance(25)) {
        parameters.add(parameter.path("name").asText() + "=" + encoded(parameterValue(parameter)));
      }
    }
    if (odd.chance(5)) {
      parameters.add(encoded(odd.text()) + "=" + encoded(odd.text()));
    }
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  private String parameterValue(JsonNode parameter) {
    List<String> allowed = new ArrayList<>(known(parameter.path("name").asText()));
    JsonNode schema = document.resolve(parameter.path("schema"));
    schema.path("enum").forEach(value -> allowed.add(value.asText()));
    return odd.chance(60) ? odd.one(allowed) : odd.text();
  }

  private Map<String, String> headers(Operation operation) {
    var headers = new TreeMap<String, String>();
    if (odd.chance(97)) {
      headers.put("Authorization", odd.chance(97) ? "Bearer " + apiKey : odd.header());
    }
    if (odd.chance(97)) {
      headers.put("Content-Type", odd.chance(95) ? "application/json" : odd.header());
    }
    if (odd.chance(operation.method().equals("POST") ? 20 : 3)) {
      headers.put("Idempotency-Key", odd.header());
    }
    return headers;
  }

  private String body(Operation operation) {
    List<JsonNode> examples =
        operation
            .node()
            .at("/requestBody/content/application~1json/examples")
            .valueStream()
            .map(example -> example.path("value"))
            .toList();
    if (examples.isEmpty()) {
      return odd.value().toString();
    }
    JsonNode body = odd.one(examples).deepCopy();
    settle(body);
    int faults = odd.chance(70) ? 1 : 3;
    for (int i = 0; i < faults; i++) {
      spoil(body);
    }
    return odd.chance(8) ? broken(body.toString()) : body.toString();
  }

  /** Puts values that exist in the place of those of the example. */
  private void settle(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
      for (String name : names) {
        if (existing.containsKey(name)) {
          object.put(name, odd.one(known(name)));
        } else {
          settle(object.path(name));
        }
      }
    }
    if (node instanceof ArrayNode array) {
      array.forEach(this::settle);
    }
  }

  /** One thing goes wrong, somewhere. */
  private void spoil(JsonNode body) {
    ObjectNode object = odd.one(objects(body));
    List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
    if (names.isEmpty() || odd.chance(15)) {
      object.set(odd.text(), odd.value());
    } else if (odd.chance(15)) {
      object.remove(odd.one(names));
    } else {
      object.set(odd.one(names), odd.value());
    }
  }

  private static List<ObjectNode> objects(JsonNode node) {
    var found = new ArrayList<ObjectNode>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    node.forEach(child -> found.addAll(objects(child)));
    return found;
  }

  private String broken(String json) {
    return odd.one(
        List.of(
            "",
            " ",
            "null",
            "[" + json + "]",
            json + json,
            json + ",",
            json.substring(0, json.length() / 2),
            json.replace('"', '\''),
            json.replaceFirst("\\{", "{\"\\ud800\":1,"),
            json.replaceFirst("\\{", "{\"verify\":\"FILES\",\"verify\":\"FILES\","),
            "\uFEFF" + json,
            "// comment\n" + json,
            "[".repeat(5000),
            "{\"a\":".repeat(2000),
            "\"" + "x".repeat(1 << 20) + "\""));
  }
}
