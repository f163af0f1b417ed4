package dev.refloat.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.infra.OpenApi.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document keeps its own rules, and says all that a reader needs. */
class ContractTextTest {
  private static final OpenApi DOCUMENT = OpenApi.document();
  private static final JsonNode COMPONENTS = Sources.OPEN_API.path("components");

  static Stream<Operation> operations() {
    return DOCUMENT.operations().stream();
  }

  static Stream<Map.Entry<String, JsonNode>> schemas() {
    return COMPONENTS.path("schemas").properties().stream();
  }

  static Stream<Map.Entry<String, JsonNode>> parameters() {
    return COMPONENTS.path("parameters").properties().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyExampleOfAnAnswerFitsItsSchema(Operation operation) {
    operation
        .node()
        .path("responses")
        .properties()
        .forEach(
            response -> {
              JsonNode content = DOCUMENT.resolve(response.getValue()).at("/content");
              JsonNode json = content.path("application/json");
              assertThat(examples(json)).as(response.getKey()).isNotEmpty();
              assertFit(json, response.getKey());
            });
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyExampleOfARequestFitsItsSchema(Operation operation) {
    JsonNode body = operation.node().path("requestBody");
    assertThat(body.isObject()).isEqualTo(operation.method().equals("POST"));
    if (body.isObject()) {
      JsonNode json = body.at("/content/application~1json");
      assertThat(examples(json)).isNotEmpty();
      assertFit(json, "request");
    }
  }

  private static void assertFit(JsonNode json, String place) {
    for (JsonNode example : examples(json)) {
      assertThat(DOCUMENT.mismatches(json.path("schema"), example.toString()))
          .as(place + " " + example)
          .isEmpty();
    }
  }

  private static List<JsonNode> examples(JsonNode json) {
    return Stream.concat(
            Stream.of(json.path("example")).filter(example -> !example.isMissingNode()),
            json.path("examples").valueStream().map(named -> named.path("value")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationSaysWhatItDoes(Operation operation) {
    assertThat(operation.node().path("summary").asText()).isNotBlank();
    assertThat(operation.node().path("description").asText()).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyPostTakesAnIdempotencyKeyAndRefusesAWrongOne(Operation operation) {
    if (operation.method().equals("POST")) {
      assertThat(operation.node().path("parameters").valueStream().map(DOCUMENT::resolve))
          .anyMatch(parameter -> parameter.path("name").asText().equals("Idempotency-Key"));
      assertThat(codes(operation, "400")).contains(96123, 96124);
      assertThat(codes(operation, "409")).contains(96122);
    }
  }

  private static List<Integer> codes(Operation operation, String status) {
    return operation
        .node()
        .path("responses")
        .path(status)
        .at("/content/application~1json/schema/properties/code/enum")
        .valueStream()
        .map(JsonNode::asInt)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everySchemaAndEveryPropertyIsDescribed(Map.Entry<String, JsonNode> schema) {
    assertThat(schema.getValue().path("description").asText()).isNotBlank();
    schema
        .getValue()
        .path("properties")
        .properties()
        .forEach(
            property ->
                assertThat(description(property.getValue())).as(property.getKey()).endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void anObjectIsClosedAndRequiresOnlyWhatItHas(Map.Entry<String, JsonNode> schema) {
    JsonNode node = schema.getValue();
    if (node.has("properties")) {
      assertThat(closed(node)).isTrue();
      node.path("required")
          .forEach(name -> assertThat(node.path("properties").has(name.asText())).isTrue());
    }
  }

  private static boolean closed(JsonNode node) {
    return Stream.of("additionalProperties", "unevaluatedProperties")
        .map(node::path)
        .anyMatch(rule -> rule.isBoolean() && !rule.booleanValue());
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void everyParameterIsDescribed(Map.Entry<String, JsonNode> parameter) {
    assertThat(parameter.getValue().path("description").asText()).isNotBlank();
    assertThat(parameter.getValue().path("schema").isObject()).isTrue();
  }

  private static String description(JsonNode property) {
    return property
        .path("description")
        .asText(DOCUMENT.resolve(property).path("description").asText());
  }
}
