package dev.refloat.input;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What must hold of several fields.
 *
 * @param fields asked only where each of them is right, and told in the place of the last
 */
public record Together(List<String> fields, Function<Input, Optional<Problem>> rule) {
  public Together {
    fields = List.copyOf(fields);
  }
}
