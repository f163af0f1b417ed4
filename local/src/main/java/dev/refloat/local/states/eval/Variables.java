package dev.refloat.local.states.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one scope. A Parallel branch or an iteration of an inline Map reads the scopes
 * around it and assigns only in its own; a child execution of a distributed Map starts with none.
 *
 * <p>One scope belongs to one thread. The outer ones are not assigned while an inner one lives,
 * because the state that holds it is still running.
 */
public final class Variables {

  /**
   * The most bytes that all variables of one execution may have together, by the developer guide's
   * quotas.
   */
  private static final int TOTAL_LIMIT = 10 * 1024 * 1024;

  private final @Nullable Variables outer;
  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  private Variables(@Nullable Variables outer) {
    this.outer = outer;
  }

  public static Variables empty() {
    return new Variables(null);
  }

  public Variables inner() {
    return new Variables(this);
  }

  /**
   * Assigns the values, all at once.
   *
   * @throws StateFailed States.DataLimitExceeded when one Assign, or all variables together, are
   *     too large
   */
  public void assign(String state, Map<String, JsonNode> assigned) {
    int bytes = assigned.values().stream().mapToInt(Values::size).sum();
    if (bytes > Values.PAYLOAD_LIMIT) {
      throw StateFailed.of(
          StateFailed.DATA_LIMIT_EXCEEDED,
          "The variables assigned in the state '%s' are together over 256 KiB.".formatted(state));
    }
    values.putAll(assigned);
    if (size() > TOTAL_LIMIT) {
      throw StateFailed.of(
          StateFailed.DATA_LIMIT_EXCEEDED,
          "The variables of the execution are together over 10 MiB.");
    }
  }

  /** Every visible variable, in the form that expressions read. */
  Map<String, Object> visible() {
    Map<String, Object> all = outer == null ? new LinkedHashMap<>() : outer.visible();
    values.forEach((name, value) -> all.put(name, Values.toJsonata(value)));
    return all;
  }

  private long size() {
    long own = values.values().stream().mapToLong(Values::size).sum();
    return outer == null ? own : own + outer.size();
  }
}
