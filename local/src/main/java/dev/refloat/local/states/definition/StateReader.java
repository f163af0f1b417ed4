package dev.refloat.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.Fields.Reading;
import dev.refloat.local.states.eval.Template;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one state of any type. */
final class StateReader {

  private static final double LONGEST_SECONDS = 99_999_999;

  private final Predicate<String> knowsResource;
  private final String defaultLanguage;
  private final MapReader maps = new MapReader();

  StateReader(Predicate<String> knowsResource, String defaultLanguage) {
    this.knowsResource = knowsResource;
    this.defaultLanguage = defaultLanguage;
  }

  /**
   * The state, or null when its type is not one of the language. Findings are added in either case.
   */
  @Nullable State read(String name, Fields fields, FlowReader flows) {
    String language =
        fields.has("QueryLanguage") ? fields.requiredText("QueryLanguage") : defaultLanguage;
    if (!language.equals("JSONata")) {
      fields.wrong("QueryLanguage", "must be 'JSONata', here or at the top of the state machine");
    }
    String type = fields.requiredText("Type");
    @Nullable State state =
        switch (type) {
          case "Pass" -> new State.Pass(name, exit(fields, Reading.INPUT));
          case "Succeed" ->
              new State.Succeed(
                  name, new State.Exit(fields.template("Output", Reading.INPUT), Map.of(), null));
          case "Fail" -> fail(name, fields);
          case "Wait" -> waiting(name, fields);
          case "Choice" -> choice(name, fields);
          case "Task" -> task(name, fields);
          case "Parallel" -> parallel(name, fields, flows);
          case "Map" -> maps.read(name, fields, flows);
          default -> null;
        };
    if (state == null) {
      fields.wrong("Type", "must be Pass, Task, Choice, Wait, Map, Parallel, Succeed or Fail");
      return null;
    }
    fields.refuseOthers("a " + type + " state");
    return state;
  }

  /** Output, Assign and the transition of a state that is not a Choice. */
  static State.Exit exit(Fields fields, Reading readable) {
    @Nullable Template output = fields.template("Output", readable);
    Map<String, Template> assign = fields.assign(readable);
    @Nullable String next = fields.text("Next");
    JsonNode end = fields.take("End");
    if (end != null && !end.isBoolean()) {
      fields.wrong("End", "must be true or false");
    }
    boolean ends = end != null && end.asBoolean();
    if (ends == (next != null)) {
      fields.wrong("Next", "or 'End': true must be there, and not both");
    }
    return new State.Exit(output, assign, next);
  }

  private static State fail(String name, Fields fields) {
    return new State.Fail(name, textTemplate(fields, "Error"), textTemplate(fields, "Cause"));
  }

  private static @Nullable Template textTemplate(Fields fields, String field) {
    @Nullable Template template = fields.template(field, Reading.INPUT);
    if (template != null && !template.json().isTextual()) {
      fields.wrong(field, "must be a string");
    }
    return template;
  }

  private static State waiting(String name, Fields fields) {
    @Nullable Template seconds = fields.number("Seconds", 0, LONGEST_SECONDS);
    @Nullable Template timestamp = textTemplate(fields, "Timestamp");
    if ((seconds == null) == (timestamp == null)) {
      fields.wrong("Seconds", "or 'Timestamp' must be there, and not both");
    }
    if (timestamp != null && !timestamp.isExpression()) {
      try {
        OffsetDateTime.parse(timestamp.json().asText());
      } catch (DateTimeParseException e) {
        fields.wrong(
            "Timestamp", "must be a date and time by RFC 3339, for example 2026-01-31T12:00:00Z");
      }
    }
    return new State.Wait(name, seconds, timestamp, exit(fields, Reading.INPUT));
  }

  private static State choice(String name, Fields fields) {
    List<State.Rule> rules = new ArrayList<>();
    for (Fields rule : fields.objects("Choices")) {
      @Nullable Template condition = rule.template("Condition", Reading.INPUT);
      if (condition == null || !(condition.isExpression() || condition.json().isBoolean())) {
        rule.wrong("Condition", "is required and must be an expression");
      }
      State.Exit exit =
          new State.Exit(
              rule.template("Output", Reading.INPUT),
              rule.assign(Reading.INPUT),
              rule.requiredText("Next"));
      rule.refuseOthers("a choice rule");
      if (condition != null) {
        rules.add(new State.Rule(condition, exit));
      }
    }
    if (rules.isEmpty()) {
      fields.wrong("Choices", "is required and must have at least one rule");
    }
    @Nullable Template output = fields.template("Output", Reading.INPUT);
    Map<String, Template> assign = fields.assign(Reading.INPUT);
    @Nullable String otherwise = fields.text("Default");
    return new State.Choice(
        name, rules, otherwise == null ? null : new State.Exit(output, assign, otherwise));
  }

  private State task(String name, Fields fields) {
    String resource = fields.requiredText("Resource");
    if (!resource.isEmpty() && !knowsResource.test(resource)) {
      fields.wrong("Resource", "names '%s', which cannot be called here".formatted(resource));
    }
    @Nullable Template timeout = fields.number("TimeoutSeconds", 1, LONGEST_SECONDS);
    @Nullable Template heartbeat = fields.number("HeartbeatSeconds", 1, LONGEST_SECONDS);
    if (timeout != null
        && heartbeat != null
        && timeout.json().isNumber()
        && heartbeat.json().isNumber()
        && heartbeat.json().doubleValue() >= timeout.json().doubleValue()) {
      fields.wrong("HeartbeatSeconds", "must be smaller than TimeoutSeconds");
    }
    return new State.Task(
        name,
        resource,
        fields.template("Arguments", Reading.INPUT),
        timeout,
        heartbeat,
        exit(fields, Reading.RESULT),
        HandlersReader.read(fields));
  }

  private static State parallel(String name, Fields fields, FlowReader flows) {
    List<Flow> branches = new ArrayList<>();
    for (Fields branch : fields.objects("Branches")) {
      branches.add(flows.read(branch));
      branch.refuseOthers("a branch");
    }
    if (branches.isEmpty()) {
      fields.wrong("Branches", "is required and must have at least one branch");
    }
    return new State.Parallel(
        name,
        fields.template("Arguments", Reading.INPUT),
        branches,
        exit(fields, Reading.RESULT),
        HandlersReader.read(fields));
  }
}
