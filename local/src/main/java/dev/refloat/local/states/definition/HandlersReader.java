package dev.refloat.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.refloat.local.states.definition.Fields.Reading;
import dev.refloat.local.states.eval.StateFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Retry and Catch. */
final class HandlersReader {

  private static final long LONGEST_INTERVAL = 99_999_999;
  private static final long MOST_ATTEMPTS = 99_999_999;
  private static final long LONGEST_DELAY = 31_622_400;

  private static final Set<String> RESERVED =
      Set.of(
          StateFailed.ALL,
          StateFailed.TASK_FAILED,
          StateFailed.TIMEOUT,
          StateFailed.RUNTIME,
          StateFailed.DATA_LIMIT_EXCEEDED,
          StateFailed.QUERY_EVALUATION_ERROR,
          StateFailed.NO_CHOICE_MATCHED,
          StateFailed.ITEM_READER_FAILED,
          StateFailed.RESULT_WRITER_FAILED,
          StateFailed.EXCEED_TOLERATED_FAILURE_THRESHOLD,
          "States.HeartbeatTimeout",
          "States.Permissions",
          "States.BranchFailed",
          "States.Http.Socket");

  private HandlersReader() {}

  static State.Handlers read(Fields fields) {
    List<State.Retrier> retriers = new ArrayList<>();
    List<Fields> retries = fields.objects("Retry");
    for (int i = 0; i < retries.size(); i++) {
      retriers.add(retrier(retries.get(i), i == retries.size() - 1));
    }
    List<State.Catcher> catchers = new ArrayList<>();
    List<Fields> catches = fields.objects("Catch");
    for (int i = 0; i < catches.size(); i++) {
      catchers.add(catcher(catches.get(i), i == catches.size() - 1));
    }
    return new State.Handlers(retriers, catchers);
  }

  private static State.Retrier retrier(Fields fields, boolean last) {
    List<String> errors = errors(fields, last);
    long interval =
        fields.integer(
            "IntervalSeconds",
            1,
            n -> n >= 1 && n <= LONGEST_INTERVAL,
            "from 1 to " + LONGEST_INTERVAL);
    long attempts =
        fields.integer(
            "MaxAttempts", 3, n -> n >= 0 && n <= MOST_ATTEMPTS, "from 0 to " + MOST_ATTEMPTS);
    JsonNode rate = fields.take("BackoffRate");
    if (rate != null && (!rate.isNumber() || rate.doubleValue() < 1)) {
      fields.wrong("BackoffRate", "must be a number of at least 1.0");
    }
    long delay =
        fields.integer(
            "MaxDelaySeconds",
            0,
            n -> n > interval && n < LONGEST_DELAY,
            "above IntervalSeconds and below " + LONGEST_DELAY);
    @Nullable String jitter = fields.text("JitterStrategy");
    if (jitter != null && !jitter.equals("FULL") && !jitter.equals("NONE")) {
      fields.wrong("JitterStrategy", "must be FULL or NONE");
    }
    fields.refuseOthers("a retrier");
    return new State.Retrier(
        errors,
        interval,
        (int) attempts,
        rate == null ? 2.0 : rate.doubleValue(),
        delay == 0 ? null : delay,
        "FULL".equals(jitter));
  }

  private static State.Catcher catcher(Fields fields, boolean last) {
    State.Catcher catcher =
        new State.Catcher(
            errors(fields, last),
            new State.Exit(
                fields.template("Output", Reading.ERROR_OUTPUT),
                fields.assign(Reading.ERROR_OUTPUT),
                fields.requiredText("Next")));
    fields.refuseOthers("a catcher");
    return catcher;
  }

  private static List<String> errors(Fields fields, boolean last) {
    List<String> errors = new ArrayList<>();
    JsonNode names = fields.take("ErrorEquals");
    if (names == null || !names.isArray() || names.isEmpty()) {
      fields.wrong("ErrorEquals", "is required and must be an array with at least one error name");
      return errors;
    }
    for (JsonNode name : names) {
      if (!name.isTextual()) {
        fields.wrong("ErrorEquals", "must hold strings only");
      } else if (name.textValue().startsWith("States.") && !RESERVED.contains(name.textValue())) {
        fields.wrong(
            "ErrorEquals",
            "names '%s', which is no error of the States Language".formatted(name.textValue()));
      }
      errors.add(name.asText());
    }
    if (errors.contains(StateFailed.ALL) && (errors.size() > 1 || !last)) {
      fields.wrong("ErrorEquals", "may name States.ALL only alone and in the last place");
    }
    return errors;
  }
}
