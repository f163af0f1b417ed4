package dev.refloat.infra;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.refloat.infra.OpenApi.Operation;
import dev.refloat.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The OpenAPI document as a page for people. */
final class ApiDocument {
  private static final ObjectWriter PRETTY =
      Json.mapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                  .withSeparators(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

  private final JsonNode document;
  private final OpenApi openApi;
  private final FieldTable fields;
  private final Map<Integer, JsonNode> codes = new TreeMap<>();
  private final StringBuilder page = new StringBuilder();

  ApiDocument(JsonNode document) {
    this.document = document;
    this.openApi = new OpenApi(document);
    this.fields = new FieldTable(openApi);
    document.path("x-error-codes").forEach(row -> codes.put(row.path("code").asInt(), row));
  }

  String render() {
    line("# HTTP API");
    line("");
    line(
        "This page is made from [infra/openapi.yaml](../infra/openapi.yaml) by a test; change that"
            + " one. In the examples `$api` is the address of the API and `$key` an API key.");
    line("");
    line(
        document
            .at("/info/description")
            .asText()
            .strip()
            .replace("the table `x-error-codes`", "the table of [all codes](#all-codes)"));
    routes();
    forEachOperation(this::operation);
    codes();
    return page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void table(String... header) {
    line("");
    line("| " + String.join(" | ", header) + " |");
    line("|" + "---|".repeat(header.length));
  }

  private void row(Stream<String> cells) {
    line("| " + cells.map(cell -> cell.replace("|", "\\|")).collect(joining(" | ")) + " |");
  }

  private void routes() {
    line("");
    line("## Routes");
    for (JsonNode tag : document.path("tags")) {
      table(tag.path("name").asText(), tag.path("description").asText());
      forEachOperation(
          operation -> {
            if (operation.node().path("tags").path(0).equals(tag.path("name"))) {
              String summary = operation.node().path("summary").asText();
              row(
                  Stream.of(
                      "`" + operation.method() + " " + operation.path() + "`",
                      "[" + summary + "](#" + anchor(summary) + ")"));
            }
          });
    }
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private void forEachOperation(Consumer<Operation> consumer) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> consumer.accept(find(method, path.getKey()))));
  }

  private Operation find(String method, String path) {
    return openApi.operations().stream()
        .filter(known -> known.path().equals(path) && known.method().equalsIgnoreCase(method))
        .findFirst()
        .orElseThrow();
  }

  private void operation(Operation operation) {
    line("");
    line("## " + operation.node().path("summary").asText());
    line("");
    line("`" + operation.method() + " " + operation.path() + "`");
    line("");
    line(operation.node().path("description").asText());
    parameters(operation);
    JsonNode body = openApi.requestSchema(operation);
    if (body.isObject()) {
      section("Body", body);
    }
    section("Answer: `data`", answer(operation).at("/schema/properties/data"));
    refusals(operation);
    examples(operation);
  }

  private static JsonNode answer(Operation operation) {
    return operation.node().at("/responses/200/content/application~1json");
  }

  private void parameters(Operation operation) {
    List<JsonNode> parameters =
        operation.node().path("parameters").valueStream().map(openApi::resolve).toList();
    if (parameters.isEmpty()) {
      return;
    }
    line("");
    line("**Parameters**");
    table("name", "in", "values", "required", "meaning");
    for (JsonNode parameter : parameters) {
      row(
          Stream.of(
              "`" + parameter.path("name").asText() + "`",
              parameter.path("in").asText(),
              fields.values(parameter.path("schema")),
              parameter.path("required").asBoolean() ? "yes" : "no",
              fields.withDefault(
                  parameter.path("description").asText(), parameter.path("schema"))));
    }
  }

  private void section(String title, JsonNode schema) {
    line("");
    line("**" + title + "**");
    String description = openApi.resolve(schema).path("description").asText();
    if (!description.isEmpty()) {
      line("");
      line(description);
    }
    table("field", "values", "required", "meaning");
    fields.rows(schema).forEach(field -> row(field.cells()));
  }

  private void refusals(Operation operation) {
    line("");
    line("**Refusals**");
    table("status", "code", "meaning");
    operation
        .node()
        .path("responses")
        .properties()
        .forEach(
            response -> {
              JsonNode listed =
                  openApi
                      .resolve(response.getValue())
                      .at("/content/application~1json/schema/properties/code/enum");
              for (JsonNode code : listed) {
                row(Stream.of(response.getKey(), code.asText(), meaning(code.asInt())));
              }
            });
  }

  private String meaning(int code) {
    return codes.getOrDefault(code, document.path("none")).path("meaning").asText();
  }

  private void examples(Operation operation) {
    JsonNode named = operation.node().at("/requestBody/content/application~1json/examples");
    line("");
    line("**Example**");
    if (named.isEmpty()) {
      block("sh", curl(operation, ""));
    }
    for (JsonNode example : named) {
      line("");
      line(example.path("summary").asText() + ":");
      block("sh", curl(operation, pretty(example.path("value"))));
    }
    block("json", pretty(answer(operation).path("example")));
  }

  private void block(String language, String text) {
    line("");
    line("```" + language);
    line(text);
    line("```");
  }

  private String curl(Operation operation, String body) {
    String url = operation.path();
    var query = new ArrayList<String>();
    for (JsonNode reference : operation.node().path("parameters")) {
      JsonNode parameter = openApi.resolve(reference);
      String name = parameter.path("name").asText();
      String example = parameter.path("example").asText();
      url = url.replace("{" + name + "}", example);
      if (parameter.path("in").asText().equals("query") && !example.isEmpty()) {
        query.add(name + "=" + example);
      }
    }
    String all = query.isEmpty() ? url : url + "?" + String.join("&", query);
    String method = operation.method().equals("GET") ? "" : "-X " + operation.method() + " ";
    String call = "curl " + method + "\"$api" + all + "\" \\\n  -H \"Authorization: Bearer $key\"";
    return body.isEmpty()
        ? call
        : call + " \\\n  -H 'Content-Type: application/json' \\\n  -d '" + body + "'";
  }

  private static String pretty(JsonNode json) {
    try {
      return PRETTY.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void codes() {
    line("");
    line("## All codes");
    table("code", "status", "meaning");
    codes
        .values()
        .forEach(
            code ->
                row(
                    Stream.of("code", "status", "meaning")
                        .map(column -> code.path(column).asText())));
  }
}
