package dev.refloat.infra;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads YAML with CloudFormation's short function names as if the long ones stood there: {@code
 * !Sub x} is {@code {"Fn::Sub": "x"}}. Without it a reference could not be told from a text.
 */
final class CloudFormationYaml {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CloudFormationYaml() {}

  static JsonNode read(Path file) {
    return parse(text(file));
  }

  static JsonNode parse(String yaml) {
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      parser.nextToken();
      return node(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode node(YAMLParser parser) throws IOException {
    String tag = parser.getTypeId();
    JsonNode value = untagged(parser);
    if (tag == null) {
      return value;
    }
    return JSON.objectNode().set(longName(tag), value);
  }

  private static String longName(String tag) {
    return tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
  }

  private static JsonNode untagged(YAMLParser parser) throws IOException {
    return switch (requireNonNull(parser.currentToken())) {
      case START_OBJECT -> {
        var object = JSON.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, node(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = JSON.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(parser));
        }
        yield array;
      }
      case VALUE_NUMBER_INT -> JSON.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> JSON.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> JSON.booleanNode(true);
      case VALUE_FALSE -> JSON.booleanNode(false);
      case VALUE_NULL -> JSON.nullNode();
      default -> JSON.textNode(parser.getText());
    };
  }
}
