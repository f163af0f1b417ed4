package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.Variables;
import dev.refloat.local.states.history.Cursor;
import dev.refloat.local.states.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * One line of control of an execution: the execution itself, a branch of a Parallel or an iteration
 * of an inline Map. It is used by one thread.
 */
final class Strand {

  private final Execution execution;
  private final String scope;
  private final StopSignal stop;
  private final Variables variables;
  private final @Nullable JsonNode mapItem;
  private long lastEvent;

  private Strand(
      Execution execution,
      String scope,
      StopSignal stop,
      Variables variables,
      @Nullable JsonNode mapItem,
      long lastEvent) {
    this.execution = execution;
    this.scope = scope;
    this.stop = stop;
    this.variables = variables;
    this.mapItem = mapItem;
    this.lastEvent = lastEvent;
  }

  /** The strand of an execution as a whole. */
  static Strand main(Execution execution) {
    return new Strand(execution, "", execution.stop(), Variables.empty(), null, 0);
  }

  /**
   * A strand of a branch or iteration; {@code mapItem} is what the context object tells of the
   * iteration.
   */
  Strand inner(String scope, StopSignal stop, @Nullable JsonNode mapItem) {
    return new Strand(
        execution,
        scope,
        stop,
        variables.inner(),
        mapItem == null ? this.mapItem : mapItem,
        lastEvent);
  }

  Execution execution() {
    return execution;
  }

  String scope() {
    return scope;
  }

  StopSignal stop() {
    return stop;
  }

  Variables variables() {
    return variables;
  }

  /** Index and Value of the iteration around, for the context object; null outside of a Map. */
  @Nullable JsonNode mapItem() {
    return mapItem;
  }

  /** Where an earlier attempt of the execution left this strand; null when it had not begun. */
  @Nullable Cursor cursor() {
    return execution.replay().cursor(scope);
  }

  long append(String type) {
    return append(type, null, null, null);
  }

  long append(String type, String detailsField, ObjectNode details) {
    return append(type, detailsField, details, null);
  }

  /** Writes an event that follows this strand's last one, and answers its id. */
  long append(
      String type,
      @Nullable String detailsField,
      @Nullable ObjectNode details,
      @Nullable ObjectNode resume) {
    Event event = new Event(scope, lastEvent, type, detailsField, details, resume);
    lastEvent = execution.log().append(event, execution.services().time().instant());
    return lastEvent;
  }

  long lastEvent() {
    return lastEvent;
  }

  /** Goes on after an event of the same execution that another strand wrote. */
  void follow(long event) {
    lastEvent = event;
  }
}
