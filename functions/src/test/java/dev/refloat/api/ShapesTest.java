package dev.refloat.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.refloat.automation.TriggerDefinition;
import dev.refloat.input.Field;
import dev.refloat.input.Rule;
import dev.refloat.input.Shape;
import dev.refloat.restore.RestoreClusterRequest;
import dev.refloat.restore.RestoreCollectionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bodies are checked by is what the OpenAPI document says of them. */
final class ShapesTest {
  private static final JsonNode DOCUMENT = read();

  /** The patterns of strings of which only the length counts. */
  private static final Pattern LENGTH = Pattern.compile("\\[\\\\s\\\\S]\\{([01]),([0-9]+)}");

  private static final Map<String, Shape> SHAPES =
      Map.of(
          "RestoreClusterRequest", RestoreClusterRequest.SHAPE,
          "RestoreCollectionRequest", RestoreCollectionRequest.SHAPE,
          "CreateRestoreTriggerRequest", TriggerDefinition.SHAPE,
          "RegisterBackupRequest", RegistrationGuard.SHAPE,
          "CreateApiKeyRequest", ApiKeyRequest.SHAPE,
          "CreateRoleRequest", RoleRequest.SHAPE,
          "CreateProjectRequest", ProjectsFunction.SHAPE,
          "ExportRequest", ExportFunction.SHAPE,
          "NoFields", Request.NO_FIELDS);

  private static JsonNode read() {
    Path file = Path.of(System.getProperty("refloat.root", ".."), "infra", "openapi.yaml");
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> names() {
    return SHAPES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aShapeIsItsSchema(String name) {
    assertSame(
        Objects.requireNonNull(SHAPES.get(name)), DOCUMENT.at("/components/schemas/" + name), name);
  }

  @Test
  void everyBodyHasAShape() {
    List<String> bodies =
        DOCUMENT
            .path("paths")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .map(operation -> operation.at("/requestBody/content/application~1json/schema/$ref"))
            .filter(JsonNode::isTextual)
            .map(reference -> reference.textValue().replace("#/components/schemas/", ""))
            .distinct()
            .sorted()
            .toList();

    assertThat(bodies).isEqualTo(names().toList());
  }

  private static void assertSame(Shape shape, JsonNode schema, String where) {
    assertThat(schema.path("properties").properties().stream().map(Map.Entry::getKey))
        .as("fields of %s, in their order", where)
        .containsExactlyElementsOf(shape.fields().stream().map(Field::name).toList());
    assertThat(schema.path("additionalProperties").asBoolean(true)).as(where).isFalse();
    List<String> required = schema.path("required").valueStream().map(JsonNode::textValue).toList();
    for (Field field : shape.fields()) {
      String place = where + "." + field.name();
      JsonNode property = resolved(schema.path("properties").path(field.name()));
      boolean isRequired = field.missing().isPresent();
      assertThat(required.contains(field.name())).as(place).isEqualTo(isRequired);
      assertThat(types(property).contains("null")).as("null in %s", place).isEqualTo(!isRequired);
      assertSame(field.rule(), property, place);
    }
  }

  private static void assertSame(Rule rule, JsonNode schema, String where) {
    switch (rule) {
      case Rule.Text text -> {
        assertThat(types(schema)).as(where).contains("string");
        assertSamePattern(text.pattern().pattern(), schema, where);
      }
      case Rule.Choice choice ->
          assertThat(schema.path("enum").valueStream().filter(word -> !word.isNull()))
              .as(where)
              .extracting(JsonNode::textValue)
              .containsExactlyElementsOf(choice.words());
      case Rule.Whole whole -> {
        assertThat(types(schema)).as(where).contains("integer");
        assertThat(allowed(schema))
            .as(where)
            .containsExactlyElementsOf(
                IntStream.range(-10, 5000)
                    .filter(n -> whole.limits().stream().allMatch(l -> l.holds().test(n)))
                    .boxed()
                    .toList());
      }
      case Rule.ListOf list -> {
        assertThat(types(schema)).as(where).contains("array");
        assertThat(schema.path("minItems").asInt()).as(where).isEqualTo(1);
        assertThat(schema.path("maxItems").asInt(Integer.MAX_VALUE))
            .as(where)
            .isEqualTo(list.max());
        assertSame(list.shape(), resolved(schema.path("items")), where);
      }
      case Rule.ObjectOf nested -> {
        assertThat(types(schema)).as(where).contains("object");
        assertSame(nested.shape(), schema, where);
      }
      case Rule.AnyObject _ -> assertThat(types(schema)).as(where).contains("object");
      case Rule.Flag _ -> assertThat(types(schema)).as(where).contains("boolean");
      case Rule.Strings strings -> {
        assertThat(types(schema)).as(where).contains("array");
        assertThat(schema.path("minItems").asInt()).as(where).isEqualTo(1);
        assertThat(schema.path("maxItems").asInt()).as(where).isEqualTo(strings.max());
        assertThat(schema.path("uniqueItems").asBoolean()).as(where).isTrue();
        assertSame(strings.item(), resolved(schema.path("items")), where);
      }
    }
  }

  /** The numbers of a list, or between two. */
  private static List<Integer> allowed(JsonNode schema) {
    return schema.has("enum")
        ? schema.path("enum").valueStream().map(JsonNode::intValue).toList()
        : IntStream.range(-10, 5000)
            .filter(n -> n >= schema.path("minimum").asInt() && n <= schema.path("maximum").asInt())
            .boxed()
            .toList();
  }

  private static void assertSamePattern(String pattern, JsonNode schema, String where) {
    Matcher length = LENGTH.matcher(pattern);
    if (length.matches()) {
      assertThat(schema.path("minLength").asInt(0))
          .as(where)
          .isEqualTo(Integer.parseInt(length.group(1)));
      assertThat(schema.path("maxLength").asInt())
          .as(where)
          .isEqualTo(Integer.parseInt(length.group(2)));
    } else {
      assertThat(schema.path("pattern").asText()).as(where).isEqualTo("^" + pattern + "$");
    }
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::textValue).toList()
        : List.of(type.asText());
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? DOCUMENT.at(schema.path("$ref").asText().substring(1)) : schema;
  }
}
