package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Template;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Cursor;
import dev.refloat.local.states.history.Replay;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stay of a strand in a state, from entering to leaving. */
final class Visit {

  private final Strand strand;
  private final State state;
  private final JsonNode input;
  private @Nullable Cursor resumed;
  private final long enteredEvent;
  private final Instant enteredTime;
  private int retryCount;

  /**
   * Enters the state.
   *
   * @param resumed where an earlier attempt was when it ended inside this state; null for a first
   *     entering
   */
  Visit(Strand strand, State state, JsonNode input, @Nullable Cursor resumed) {
    this.strand = strand;
    this.state = state;
    this.input = input;
    // What has no parts and calls nothing is entered anew by a redrive.
    boolean inside =
        resumed != null
            && (state instanceof State.Task
                || state instanceof State.Parallel
                || state instanceof State.MapState);
    this.resumed = inside ? resumed : null;
    this.enteredTime = strand.execution().services().time().instant();
    this.enteredEvent = this.resumed != null ? this.resumed.enteredEvent() : enter();
  }

  private long enter() {
    ObjectNode details =
        Values.JSON.createObjectNode().put("name", state.name()).put("input", Values.text(input));
    details.putObject("inputDetails").put("truncated", false);
    return strand.append(state.type() + "StateEntered", "stateEnteredEventDetails", details);
  }

  Strand strand() {
    return strand;
  }

  JsonNode input() {
    return input;
  }

  String name() {
    return state.name();
  }

  /**
   * Where the branches or iterations of this attempt write: anew, or where those of an earlier run
   * wrote.
   */
  String group() {
    Cursor earlier = takeResumed();
    return earlier != null && earlier.group() != null
        ? earlier.group()
        : "%s/%d-%d-%d"
            .formatted(
                strand.scope(), enteredEvent, strand.execution().log().redriveCount(), retryCount);
  }

  /**
   * Where an earlier run of the execution was inside of this state; null, also for a retry in this
   * run.
   */
  @Nullable Cursor takeResumed() {
    Cursor earlier = resumed;
    resumed = null;
    return earlier;
  }

  long enteredEvent() {
    return enteredEvent;
  }

  void retried() {
    retryCount++;
  }

  /** What the expressions of the state can read before it has a result. */
  Bindings bindings() {
    return Bindings.entering(strand.variables(), input, context(strand.mapItem()));
  }

  /** The context object with the given item of a Map. */
  JsonNode context(@Nullable JsonNode mapItem) {
    return Context.of(strand.execution(), state.name(), enteredTime, retryCount, mapItem);
  }

  /**
   * Leaves the state: output and variables are worked out from the same values, then take effect
   * together.
   *
   * @param otherwise the output when the state has no Output field
   */
  Step leave(State.Exit exit, Bindings bindings, JsonNode otherwise) {
    Template template = exit.output();
    JsonNode output = template == null ? otherwise : bindings.evaluate(template, "Output");
    Values.limited(output, state.name());
    Map<String, JsonNode> assigned = new LinkedHashMap<>();
    exit.assign()
        .forEach((name, value) -> assigned.put(name, bindings.evaluate(value, "Assign/" + name)));
    strand.variables().assign(state.name(), assigned);
    ObjectNode details =
        Values.JSON.createObjectNode().put("name", state.name()).put("output", Values.text(output));
    details.putObject("outputDetails").put("truncated", false);
    if (!assigned.isEmpty()) {
      ObjectNode texts = details.putObject("assignedVariables");
      assigned.forEach((name, value) -> texts.put(name, Values.text(value)));
      details.putObject("assignedVariablesDetails").put("truncated", false);
    }
    strand.append(
        state.type() + "StateExited", "stateExitedEventDetails", details, Replay.next(exit.next()));
    return new Step(output, exit.next());
  }

  /**
   * Notes a failed evaluation in the history, and gives the failure with the state told in its
   * cause.
   */
  StateFailed told(StateFailed failure) {
    if (failure.location() == null) {
      return failure;
    }
    StateFailed told = failure.in(state.name(), enteredEvent);
    ObjectNode details =
        Values.JSON
            .createObjectNode()
            .put("state", state.name())
            .put("location", told.location())
            .put("error", told.error())
            .put("cause", told.cause());
    strand.append("EvaluationFailed", "evaluationFailedEventDetails", details);
    return StateFailed.of(told.error(), told.cause());
  }
}
