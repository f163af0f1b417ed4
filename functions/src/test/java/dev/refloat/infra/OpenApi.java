package dev.refloat.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document as the judge of answers: what it does not promise is wrong. */
public final class OpenApi {
  private static final OpenApi SHARED = new OpenApi(Sources.OPEN_API);
  private static final String JSON = "application/json";
  private static final String REFUSAL = "#/components/schemas/Refusal";
  private static final String TOO_MANY =
      "/components/responses/TooMany/content/application~1json/schema";

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  OpenApi(JsonNode document) {
    this.document = document;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.add(
            new Operation(
                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
      }
    }
    operations.sort(Comparator.comparingInt(Operation::variables));
  }

  public static OpenApi document() {
    return SHARED;
  }

  /**
   * An operation of the document.
   *
   * @param path with variables, such as {@code /v2/jobs/{jobId}}
   */
  public record Operation(String method, String path, JsonNode node) {
    public String id() {
      return node.path("operationId").asText();
    }

    private int variables() {
      return path.split("\\{", -1).length;
    }

    private boolean takes(String sentMethod, List<String> sent) {
      String[] segments = path.substring(1).split("/", -1);
      if (!method.equals(sentMethod) || segments.length != sent.size()) {
        return false;
      }
      for (int i = 0; i < segments.length; i++) {
        boolean fits =
            segments[i].startsWith("{") ? !sent.get(i).isEmpty() : segments[i].equals(sent.get(i));
        if (!fits) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * An answer as it came.
   *
   * @param path as it was sent, with the query or without
   * @param contentType empty where there was none, as is {@code requestId}
   */
  public record Received(
      String method, String path, int status, String contentType, String requestId, String body) {}

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The operation that a call goes to; the one with fewer variables where two would fit. */
  public Optional<Operation> find(String method, String path) {
    String raw = path.replaceFirst("[?#].*$", "");
    String decoded = URLDecoder.decode(raw.replace("+", "%2B"), UTF_8);
    List<String> segments = List.of(decoded.replaceFirst("^/", "").split("/", -1));
    return operations.stream().filter(known -> known.takes(method, segments)).findFirst();
  }

  /** What the document does not promise of the answer, in words; empty where all is as promised. */
  public List<String> objections(Received answer) {
    var found = new ArrayList<String>();
    if (answer.requestId().isBlank()) {
      found.add("there is no header requestid");
    }
    if (!answer.contentType().replaceFirst(";.*$", "").strip().equals(JSON)) {
      found.add("the content type is '" + answer.contentType() + "'");
    }
    find(answer.method(), answer.path())
        .map(operation -> response(operation, answer.status()))
        .orElseGet(() -> unknownRoute(answer.status()))
        .ifPresentOrElse(
            schema -> found.addAll(mismatches(schema, answer.body())),
            () -> found.add("status " + answer.status() + " is not promised"));
    return found;
  }

  /** Fails where {@link #objections} finds something. */
  public void check(Received answer) {
    List<String> found = objections(answer);
    if (!found.isEmpty()) {
      throw new AssertionError(
          answer.method()
              + " "
              + answer.path()
              + " is not answered as infra/openapi.yaml promises:\n  "
              + String.join("\n  ", found)
              + "\nstatus "
              + answer.status()
              + ": "
              + answer.body());
    }
  }

  /** In words, where a JSON text does not fit a schema of the document. */
  public List<String> mismatches(JsonNode schema, String json) {
    try {
      return schemas
          .computeIfAbsent(schema, this::compile)
          .validate(json, InputFormat.JSON)
          .stream()
          .map(error -> error.getInstanceLocation() + " " + error.getMessage())
          .toList();
    } catch (RuntimeException e) {
      return List.of("it is not JSON: " + e.getMessage());
    }
  }

  /** What a reference leads to; anything else is itself. */
  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** The schema of an operation's body; missing where it takes none. */
  public JsonNode requestSchema(Operation operation) {
    return operation.node().at("/requestBody/content/application~1json/schema");
  }

  private Optional<JsonNode> response(Operation operation, int status) {
    JsonNode response = resolve(operation.node().path("responses").path(Integer.toString(status)));
    return Optional.of(response.at("/content/application~1json/schema")).filter(JsonNode::isObject);
  }

  private Optional<JsonNode> unknownRoute(int status) {
    return switch (status) {
      case 401, 404 -> Optional.of(JsonNodeFactory.instance.objectNode().put("$ref", REFUSAL));
      case 429 -> Optional.of(document.at(TOO_MANY));
      default -> Optional.empty();
    };
  }

  /** A schema of its own, with the components beside it, so that its references lead somewhere. */
  private Schema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return registry.getSchema(whole.toString(), InputFormat.JSON);
  }
}
