package dev.refloat.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Typed fields of a JSON body; what is missing or of another type is refused by the field's name.
 */
final class RequestBody {
  private final ObjectNode body;

  RequestBody(ObjectNode body) {
    this.body = body;
  }

  String text(String field) {
    return findText(field).orElseThrow(() -> missing(field, "a string"));
  }

  Optional<String> findText(String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw malformed(field, "a string");
    }
    return Optional.of(value.textValue());
  }

  int integer(String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw missing(field, "a whole number");
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw malformed(field, "a whole number");
    }
    return value.intValue();
  }

  <E extends Enum<E>> E choice(String field, Class<E> type, ErrorCode code) {
    return choiceOf(text(field), field, type, code);
  }

  <E extends Enum<E>> E choice(String field, Class<E> type, ErrorCode code, E absent) {
    return findText(field).map(text -> choiceOf(text, field, type, code)).orElse(absent);
  }

  private static <E extends Enum<E>> E choiceOf(
      String text, String field, Class<E> type, ErrorCode code) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new Refused(code, field + " must be " + names(type) + "."));
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum::name)
        .collect(Collectors.joining(" or "));
  }

  private static Refused missing(String field, String type) {
    return new Refused(
        ErrorCode.FIELD_MISSING, "The body has no " + field + "; it must be " + type + ".");
  }

  private static Refused malformed(String field, String type) {
    return new Refused(ErrorCode.FIELD_MALFORMED, field + " must be " + type + ".");
  }
}
