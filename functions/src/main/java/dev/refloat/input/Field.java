package dev.refloat.input;

import dev.refloat.platform.ErrorCode;
import java.util.Optional;

/**
 * A field of a body. One that is null counts as absent.
 *
 * @param missing what answers its absence; empty where it may be absent
 */
public record Field(String name, Rule rule, Optional<ErrorCode> missing) {

  public static Field required(String name, Rule rule) {
    return required(name, rule, ErrorCode.FIELD_MISSING);
  }

  /** A field for whose absence the contract has a code of its own. */
  public static Field required(String name, Rule rule, ErrorCode missing) {
    return new Field(name, rule, Optional.of(missing));
  }

  public static Field optional(String name, Rule rule) {
    return new Field(name, rule, Optional.empty());
  }
}
