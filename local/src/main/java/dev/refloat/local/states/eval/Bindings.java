package dev.refloat.local.states.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an expression of a state can read: the assigned variables and {@code $states}. Immutable.
 */
public final class Bindings {

  private final Map<String, Object> variables;
  private final Map<String, Object> states;

  private Bindings(Map<String, Object> variables, Map<String, Object> states) {
    this.variables = variables;
    this.states = states;
  }

  /**
   * At the entry of a state: its input and the context object. Variables keep the values they have
   * now.
   */
  public static Bindings entering(Variables variables, JsonNode input, JsonNode context) {
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("input", Values.toJsonata(input));
    states.put("context", Values.toJsonata(context));
    return new Bindings(variables.visible(), states);
  }

  public Bindings withResult(JsonNode result) {
    return with("result", result);
  }

  public Bindings withErrorOutput(JsonNode errorOutput) {
    return with("errorOutput", errorOutput);
  }

  public Bindings withContext(JsonNode context) {
    return with("context", context);
  }

  /**
   * Evaluates a template with these bindings.
   *
   * @throws StateFailed States.QueryEvaluationError
   */
  public JsonNode evaluate(Template template, String field) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.put("states", states);
    return template.evaluate(field, all);
  }

  private Bindings with(String name, JsonNode value) {
    Map<String, Object> more = new LinkedHashMap<>(states);
    more.put(name, Values.toJsonata(value));
    return new Bindings(variables, more);
  }
}
