package dev.refloat.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the local stack runs of a SAM template. */
public final class Template {
  private final List<FunctionResource> functions;
  private final Optional<HttpApi> api;
  private final List<Table> tables;
  private final List<Bucket> buckets;
  private final List<MacKey> macKeys;
  private final List<Secret> secrets;
  private final List<CustomResource> customResources;
  private final List<EventRule> rules;
  private final List<Schedule> schedules;
  private final List<StreamSource> streams;
  private final List<QueueSource> queues;
  private final List<StateMachine> stateMachines;
  private final Map<String, Supplier<String>> outputs;

  Template(
      List<FunctionResource> functions,
      Optional<HttpApi> api,
      List<Table> tables,
      List<Bucket> buckets,
      List<MacKey> macKeys,
      List<Secret> secrets,
      List<CustomResource> customResources,
      List<EventRule> rules,
      List<Schedule> schedules,
      List<StreamSource> streams,
      List<QueueSource> queues,
      List<StateMachine> stateMachines,
      Map<String, Supplier<String>> outputs) {
    this.functions = List.copyOf(functions);
    this.api = api;
    this.tables = List.copyOf(tables);
    this.buckets = List.copyOf(buckets);
    this.macKeys = List.copyOf(macKeys);
    this.secrets = List.copyOf(secrets);
    this.customResources = List.copyOf(customResources);
    this.rules = List.copyOf(rules);
    this.schedules = List.copyOf(schedules);
    this.streams = List.copyOf(streams);
    this.queues = List.copyOf(queues);
    this.stateMachines = List.copyOf(stateMachines);
    this.outputs = Map.copyOf(outputs);
  }

  public List<FunctionResource> functions() {
    return functions;
  }

  /**
   * The function with this logical id.
   *
   * @throws TemplateException where the template has no such function
   */
  public FunctionResource function(String logicalId) {
    return functions.stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow(
            () ->
                new TemplateException(
                    "Resources." + logicalId, "the local stack needs this function"));
  }

  /** The API, where any function has a route. */
  public Optional<HttpApi> api() {
    return api;
  }

  public List<Table> tables() {
    return tables;
  }

  public List<Bucket> buckets() {
    return buckets;
  }

  public List<MacKey> macKeys() {
    return macKeys;
  }

  public List<Secret> secrets() {
    return secrets;
  }

  public List<CustomResource> customResources() {
    return customResources;
  }

  public List<EventRule> rules() {
    return rules;
  }

  public List<Schedule> schedules() {
    return schedules;
  }

  /** Which function gets the changes of which table. */
  public List<StreamSource> streams() {
    return streams;
  }

  /** Which function gets the messages of which queue. */
  public List<QueueSource> queues() {
    return queues;
  }

  public List<StateMachine> stateMachines() {
    return stateMachines;
  }

  /**
   * Evaluated at the call, as other outputs may name what has no meaning locally.
   *
   * @throws TemplateException where the template has no such output or it cannot be evaluated
   */
  public String output(String name) {
    Supplier<String> output = outputs.get(name);
    if (output == null) {
      throw new TemplateException("Outputs." + name, "the local stack needs this output");
    }
    return output.get();
  }
}
