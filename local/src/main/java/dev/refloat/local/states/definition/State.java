package dev.refloat.local.states.definition;

import dev.refloat.local.states.eval.Template;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One state of a definition whose query language is JSONata. */
public sealed interface State {

  String name();

  /**
   * The name by which history event types begin, for example {@code Task} of {@code
   * TaskStateEntered}.
   */
  default String type() {
    return this instanceof MapState ? "Map" : getClass().getSimpleName();
  }

  /**
   * How a state is left.
   *
   * @param output the Output field; null passes the result (or the input) on
   * @param assign the variables to assign, by name
   * @param next the state that follows; null ends the flow
   */
  record Exit(@Nullable Template output, Map<String, Template> assign, @Nullable String next) {}

  record Pass(String name, Exit exit) implements State {}

  record Succeed(String name, Exit exit) implements State {}

  record Fail(String name, @Nullable Template error, @Nullable Template cause) implements State {}

  /** Exactly one of seconds and timestamp is there. */
  record Wait(String name, @Nullable Template seconds, @Nullable Template timestamp, Exit exit)
      implements State {}

  /**
   * The first rule that holds decides; if none does, the default exit.
   *
   * @param otherwise null when there is no Default: then States.NoChoiceMatched
   */
  record Choice(String name, List<Rule> rules, @Nullable Exit otherwise) implements State {}

  record Rule(Template condition, Exit exit) {}

  record Task(
      String name,
      String resource,
      @Nullable Template arguments,
      @Nullable Template timeoutSeconds,
      @Nullable Template heartbeatSeconds,
      Exit exit,
      Handlers handlers)
      implements State {}

  record Parallel(
      String name, @Nullable Template arguments, List<Flow> branches, Exit exit, Handlers handlers)
      implements State {}

  /**
   * Runs its processor once for each item.
   *
   * @param items null when the items come from the input or the reader
   * @param distributed null for an inline Map
   */
  record MapState(
      String name,
      @Nullable Template items,
      @Nullable Template itemSelector,
      @Nullable Template maxConcurrency,
      Flow processor,
      @Nullable Distributed distributed,
      Exit exit,
      Handlers handlers)
      implements State {}

  /**
   * What only a distributed Map has.
   *
   * @param express whether its children are Express executions
   * @param label the part of the children's ARNs that tells which Map they belong to
   */
  record Distributed(
      boolean express,
      String label,
      @Nullable ItemReader reader,
      @Nullable ItemBatcher batcher,
      @Nullable ResultWriter writer,
      @Nullable Template toleratedFailureCount,
      @Nullable Template toleratedFailurePercentage) {}

  /**
   * Reads the items from an object.
   *
   * @param arguments Bucket and Key
   * @param itemsPointer where in a JSON object the array is, as a JSON pointer; null for the whole
   */
  record ItemReader(
      InputType inputType,
      Template arguments,
      @Nullable Template maxItems,
      @Nullable String itemsPointer) {}

  /** How the items stand in the object: as one JSON array, or one JSON value a line. */
  enum InputType {
    JSON,
    JSONL
  }

  /** Groups items; at least one of the two limits is there. */
  record ItemBatcher(
      @Nullable Template maxItems,
      @Nullable Template maxInputBytes,
      @Nullable Template batchInput) {}

  /** Writes the children's results to objects; arguments are Bucket and Prefix. */
  record ResultWriter(Template arguments) {}

  /**
   * What happens when a Task, Parallel or Map fails: retriers first, then catchers, in their order.
   */
  record Handlers(List<Retrier> retriers, List<Catcher> catchers) {
    public static final Handlers NONE = new Handlers(List.of(), List.of());
  }

  /**
   * When and how often a failed state is tried again.
   *
   * @param intervalSeconds the delay before the first retry
   * @param maxDelaySeconds the longest delay; null for no limit
   * @param fullJitter whether each delay is drawn from zero to what the backoff says
   */
  record Retrier(
      List<String> errors,
      long intervalSeconds,
      int maxAttempts,
      double backoffRate,
      @Nullable Long maxDelaySeconds,
      boolean fullJitter) {}

  record Catcher(List<String> errors, Exit exit) {}
}
