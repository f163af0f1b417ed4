package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a request. Each is checked when it is read. */
final class Request {

  private final JsonNode body;

  /** A request that may have these members and no others; null members count as absent. */
  Request(JsonNode body, Set<String> members) throws ApiError {
    this.body = body;
    for (var entry : body.properties()) {
      if (!members.contains(entry.getKey()) && !entry.getValue().isNull()) {
        throw ApiError.validation("'%s' is not supported here".formatted(entry.getKey()));
      }
    }
  }

  boolean has(String member) {
    return body.hasNonNull(member);
  }

  @Nullable String text(String member) throws ApiError {
    if (!has(member)) {
      return null;
    }
    if (!body.path(member).isTextual()) {
      throw ApiError.validation("'%s' must be a string".formatted(member));
    }
    return body.path(member).textValue();
  }

  String required(String member) throws ApiError {
    String text = text(member);
    if (text == null) {
      throw ApiError.validation(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(member));
    }
    return text;
  }

  boolean flag(String member, boolean otherwise) throws ApiError {
    if (!has(member)) {
      return otherwise;
    }
    if (!body.path(member).isBoolean()) {
      throw ApiError.validation("'%s' must be true or false".formatted(member));
    }
    return body.path(member).booleanValue();
  }

  int integer(String member, int least, int most, int otherwise) throws ApiError {
    if (!has(member)) {
      return otherwise;
    }
    JsonNode value = body.path(member);
    if (!value.canConvertToInt() || value.intValue() < least) {
      throw outOfRange(member, value, "greater than or equal to " + least);
    }
    if (value.intValue() > most) {
      throw outOfRange(member, value, "less than or equal to " + most);
    }
    return value.intValue();
  }

  JsonNode node(String member) {
    return body.path(member);
  }

  private static ApiError outOfRange(String member, JsonNode value, String rule) {
    return ApiError.validation(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have value %s"
            .formatted(value.asText(), member, rule));
  }
}
