package dev.refloat.api;

import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Refused;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A word of the contract that must be one of a few, written exactly so. */
final class Choice {
  private Choice() {}

  static <E extends Enum<E>> E of(String field, String value, Class<E> type, ErrorCode code) {
    E[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    code,
                    field
                        + " must be one of "
                        + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "))
                        + "."));
  }
}
