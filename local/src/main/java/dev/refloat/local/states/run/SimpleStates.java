package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.Bindings;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Template;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The states that call nothing and have no branches. */
final class SimpleStates {

  private SimpleStates() {}

  /** Whether the history has an event for the state's being broken off. */
  static boolean canBeAborted(State state) {
    return switch (state) {
      case State.Task task -> true;
      case State.Wait wait -> true;
      case State.Parallel parallel -> true;
      case State.MapState map -> true;
      case State.Pass pass -> false;
      case State.Choice choice -> false;
      case State.Succeed succeed -> false;
      case State.Fail fail -> false;
    };
  }

  static StateFailed failure(State.Fail fail, Visit visit) {
    Bindings bindings = visit.bindings();
    return StateFailed.of(
        text(fail.error(), "Error", bindings), text(fail.cause(), "Cause", bindings));
  }

  private static @Nullable String text(
      @Nullable Template template, String field, Bindings bindings) {
    if (template == null) {
      return null;
    }
    JsonNode value = bindings.evaluate(template, field);
    if (!value.isTextual()) {
      throw Numbers.wrongType(template, field, "string", value);
    }
    return value.textValue();
  }

  static Step waiting(State.Wait wait, Visit visit) {
    Bindings bindings = visit.bindings();
    Time time = visit.strand().execution().services().time();
    Duration duration =
        wait.seconds() != null
            ? Duration.ofSeconds(
                Numbers.whole(wait.seconds(), "Seconds", bindings, 0, Numbers.LONGEST_SECONDS))
            : Duration.between(time.instant(), timestamp(wait, bindings));
    sleep(time, visit.strand().stop(), duration);
    return visit.leave(wait.exit(), bindings, visit.input());
  }

  private static Instant timestamp(State.Wait wait, Bindings bindings) {
    String text = text(wait.timestamp(), "Timestamp", bindings);
    try {
      return OffsetDateTime.parse(text == null ? "" : text).toInstant();
    } catch (DateTimeException e) {
      throw StateFailed.query(
          "Timestamp",
          "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
              + text);
    }
  }

  /** Lets the duration pass; none when it is negative. */
  static void sleep(Time time, StopSignal stop, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      return;
    }
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    try (Time.Alarm _ = time.after(duration, () -> over.complete(true))) {
      stop.await(over);
    }
  }

  static Step choice(State.Choice choice, Visit visit) {
    Bindings bindings = visit.bindings();
    for (int i = 0; i < choice.rules().size(); i++) {
      State.Rule rule = choice.rules().get(i);
      String field = "Choices[" + i + "]/Condition";
      JsonNode holds = bindings.evaluate(rule.condition(), field);
      if (!holds.isBoolean()) {
        throw Numbers.wrongType(rule.condition(), field, "boolean", holds);
      }
      if (holds.booleanValue()) {
        return visit.leave(rule.exit(), bindings, visit.input());
      }
    }
    if (choice.otherwise() == null) {
      throw StateFailed.of(
          StateFailed.NO_CHOICE_MATCHED,
          "An error occurred while executing the state '%s' (entered at the event id #%d). Failed to transition out of the state. The state does not point to a next state."
              .formatted(visit.name(), visit.enteredEvent()));
    }
    return visit.leave(choice.otherwise(), bindings, visit.input());
  }
}
