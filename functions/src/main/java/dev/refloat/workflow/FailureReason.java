package dev.refloat.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What people are told of an error that a state machine caught. Only texts meant for them pass. */
final class FailureReason {
  private static final String OURS =
      "Something went wrong on our side; the logs of the job say what. Ask for the restore again.";

  private FailureReason() {}

  /**
   * An error as Step Functions reports it.
   *
   * @param error the class of the exception, or one of the States.* names
   * @param cause for a function: JSON with errorMessage, errorType and a stack trace
   */
  record StateError(
      @JsonProperty("Error") @Nullable String error,
      @JsonProperty("Cause") @Nullable String cause) {}

  static String of(@Nullable StateError failure) {
    if (failure == null || failure.error() == null) {
      return OURS;
    }
    return switch (failure.error()) {
      case "States.Timeout", "Sandbox.Timedout" ->
          "A step took longer than it may. Ask for the restore again.";
      default -> failure.error().equals(Refused.class.getName()) ? message(failure.cause()) : OURS;
    };
  }

  private static String message(@Nullable String cause) {
    if (cause == null) {
      return OURS;
    }
    try {
      return Json.tree(cause).path("errorMessage").asText(OURS);
    } catch (UncheckedIOException e) {
      // Step Functions cuts a long cause, which is no JSON then.
      return OURS;
    }
  }
}
