package dev.refloat.local.states.eval;

import org.jspecify.annotations.Nullable;

/**
 * A state failed with an error name of the States Language or of its task; Retry and Catch look at
 * the name.
 */
public final class StateFailed extends RuntimeException {

  public static final String ALL = "States.ALL";
  public static final String TASK_FAILED = "States.TaskFailed";
  public static final String TIMEOUT = "States.Timeout";
  public static final String RUNTIME = "States.Runtime";
  public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
  public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
  public static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
  public static final String ITEM_READER_FAILED = "States.ItemReaderFailed";
  public static final String RESULT_WRITER_FAILED = "States.ResultWriterFailed";
  public static final String EXCEED_TOLERATED_FAILURE_THRESHOLD =
      "States.ExceedToleratedFailureThreshold";

  private static final long serialVersionUID = 1L;

  private final @Nullable String error;
  private final @Nullable String cause;
  private final @Nullable String location;

  private StateFailed(@Nullable String error, @Nullable String cause, @Nullable String location) {
    super(error, null, false, false);
    this.error = error;
    this.cause = cause;
    this.location = location;
  }

  public static StateFailed of(@Nullable String error, @Nullable String cause) {
    return new StateFailed(error, cause, null);
  }

  /** An expression that could not be evaluated, or gave a value its field does not take. */
  public static StateFailed query(String location, String cause) {
    return new StateFailed(QUERY_EVALUATION_ERROR, cause, location);
  }

  /** The error name; null only for a Fail state that names none. */
  public @Nullable String error() {
    return error;
  }

  public @Nullable String cause() {
    return cause;
  }

  /** The field whose expression failed, only of a query evaluation error. */
  public @Nullable String location() {
    return location;
  }

  /** The same failure with the state it happened in told first, as Step Functions words it. */
  public StateFailed in(String state, long enteredEvent) {
    if (location == null) {
      return this;
    }
    String where =
        "An error occurred while executing the state '%s' (entered at the event id #%d). "
            .formatted(state, enteredEvent);
    return new StateFailed(error, where + cause, location);
  }
}
