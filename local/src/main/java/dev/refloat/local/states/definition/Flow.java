package dev.refloat.local.states.definition;

import java.util.Map;
import java.util.Objects;

/**
 * States and the one to start at: a whole machine, a branch of a Parallel, or the ItemProcessor of
 * a Map.
 */
public record Flow(String startAt, Map<String, State> states) {

  /** The state of this name. The loader has made sure that every name leads to one. */
  public State state(String name) {
    return Objects.requireNonNull(states.get(name), name);
  }
}
