package dev.refloat.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.io.IOException;
import java.util.Base64;

/**
 * The body of a call: one JSON object, each field at most once.
 *
 * <p>No message repeats a value: a body can hold a secret.
 */
final class Body {
  static final int MAX_BYTES = 1 << 20;

  private static final ObjectReader READER =
      Json.mapper().reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private Body() {}

  /**
   * Reads the body.
   *
   * @throws Refused 96191 larger than {@link #MAX_BYTES}, 96109 not a JSON object
   */
  static ObjectNode parse(String text, boolean base64) {
    byte[] bytes = base64 ? decode(text) : text.getBytes(UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw new Refused(ErrorCode.BODY_TOO_LARGE, "The body is larger than 1 MiB.");
    }
    if (tree(bytes) instanceof ObjectNode object) {
      return object;
    }
    throw malformed("The body is JSON, but not an object: it must begin with {.");
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw malformed("The body says that it is base64, but is not.");
    }
  }

  private static JsonNode tree(byte[] bytes) {
    try (JsonParser parser = READER.createParser(bytes)) {
      return tree(parser);
    } catch (IOException e) {
      throw malformed("The body is not UTF-8 text.");
    }
  }

  private static JsonNode tree(JsonParser parser) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw malformed("The body is empty. A JSON object is needed.");
      }
      JsonNode tree = READER.readTree(parser);
      if (parser.nextToken() != null) {
        throw malformed(
            "The body goes on after its end, at " + position(parser.currentTokenLocation()) + ".");
      }
      return tree;
    } catch (MismatchedInputException e) {
      // Any JSON fits a tree, so that this is the one mismatch there can be.
      throw malformed(
          "Field "
              + parser.currentName()
              + " is there twice, at "
              + position(parser.currentTokenLocation())
              + ".");
    } catch (JsonProcessingException e) {
      throw malformed("The body is not JSON: see " + position(parser.currentLocation()) + ".");
    }
  }

  private static String position(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static Refused malformed(String message) {
    return new Refused(ErrorCode.BODY_MALFORMED, message);
  }
}
