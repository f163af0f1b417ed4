package dev.refloat.local.states.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.State;
import dev.refloat.local.states.eval.StateFailed;
import dev.refloat.local.states.eval.Values;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Retry and Catch: what happens when an attempt of a Task, Parallel or Map fails. */
final class Handling {

  private static final Set<String> NEVER_BY_WILDCARD =
      Set.of(StateFailed.RUNTIME, StateFailed.DATA_LIMIT_EXCEEDED);

  private Handling() {}

  static Step run(Visit visit, String type, State.Handlers handlers, Supplier<Step> attempt) {
    int[] retries = new int[handlers.retriers().size()];
    while (true) {
      try {
        return attempt.get();
      } catch (StateFailed failed) {
        StateFailed failure = visit.told(failed);
        @Nullable Duration delay = nextDelay(visit, handlers.retriers(), retries, failure);
        if (delay == null) {
          return caught(visit, type, handlers.catchers(), failure);
        }
        SimpleStates.sleep(
            visit.strand().execution().services().time(), visit.strand().stop(), delay);
        visit.strand().stop().check();
        visit.retried();
      }
    }
  }

  /**
   * Whether a name of ErrorEquals stands for the error. By the States Language, States.ALL stands
   * for every error but States.DataLimitExceeded and States.Runtime, States.TaskFailed also not for
   * States.Timeout, and States.Runtime is never handled, not even by its own name.
   */
  static boolean matches(String name, @Nullable String error) {
    if (StateFailed.RUNTIME.equals(error)) {
      return false;
    }
    boolean byWildcard = error == null || !NEVER_BY_WILDCARD.contains(error);
    return switch (name) {
      case StateFailed.ALL -> byWildcard;
      case StateFailed.TASK_FAILED -> byWildcard && !StateFailed.TIMEOUT.equals(error);
      default -> name.equals(error);
    };
  }

  // The first retrier that names the error decides, also when its attempts are used up.
  private static @Nullable Duration nextDelay(
      Visit visit, List<State.Retrier> retriers, int[] retries, StateFailed failure) {
    for (int i = 0; i < retriers.size(); i++) {
      State.Retrier retrier = retriers.get(i);
      if (retrier.errors().stream().anyMatch(name -> matches(name, failure.error()))) {
        return retries[i] < retrier.maxAttempts() ? delay(visit, retrier, retries[i]++) : null;
      }
    }
    return null;
  }

  private static Duration delay(Visit visit, State.Retrier retrier, int before) {
    double seconds = retrier.intervalSeconds() * Math.pow(retrier.backoffRate(), before);
    @Nullable Long most = retrier.maxDelaySeconds();
    seconds = Math.min(seconds, (double) (most == null ? Numbers.LONGEST_SECONDS : most));
    if (retrier.fullJitter()) {
      seconds *= visit.strand().execution().services().random().nextDouble();
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static Step caught(
      Visit visit, String type, List<State.Catcher> catchers, StateFailed failure) {
    if (!type.equals("Task")) {
      visit.strand().append(type + "StateFailed");
    }
    for (State.Catcher catcher : catchers) {
      if (catcher.errors().stream().anyMatch(name -> matches(name, failure.error()))) {
        JsonNode errorOutput = errorOutput(failure);
        return visit.leave(
            catcher.exit(), visit.bindings().withErrorOutput(errorOutput), errorOutput);
      }
    }
    throw failure;
  }

  private static ObjectNode errorOutput(StateFailed failure) {
    return Values.JSON
        .createObjectNode()
        .put("Error", failure.error() == null ? "" : failure.error())
        .put("Cause", failure.cause() == null ? "" : failure.cause());
  }
}
