package dev.refloat.local.states.run;

import org.jspecify.annotations.Nullable;

/** Thrown where a strand of an execution notices that it must not go on. No state catches it. */
final class Stopped extends RuntimeException {

  /** Why. */
  enum Reason {
    /** StopExecution, or the end of a Map Run whose threshold was exceeded. */
    ABORTED,
    /** TimeoutSeconds of the state machine. */
    TIMED_OUT,
    /** Another branch or iteration of the same state failed. */
    SIBLING_FAILED
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable String error;
  private final @Nullable String cause;

  Stopped(Reason reason, @Nullable String error, @Nullable String cause) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.error = error;
    this.cause = cause;
  }

  Reason reason() {
    return reason;
  }

  @Nullable String error() {
    return error;
  }

  @Nullable String cause() {
    return cause;
  }
}
