package dev.refloat.local.states;

/**
 * A failed task, exactly as Step Functions reports it: an error name that Retry and Catch match,
 * and a cause.
 */
public final class TaskError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String error;
  private final String cause;

  public TaskError(String error, String cause) {
    super(error);
    this.error = error;
    this.cause = cause;
  }

  /**
   * The error name, for example {@code Lambda.TooManyRequestsException} or the type of a function's
   * exception.
   */
  public String error() {
    return error;
  }

  /**
   * The cause; for a Lambda function's own exception the JSON text of errorMessage, errorType and
   * stackTrace.
   */
  public String cause() {
    return cause;
  }
}
