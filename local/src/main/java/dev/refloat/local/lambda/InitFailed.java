package dev.refloat.local.lambda;

/** A function's own code failed before its first call. */
public final class InitFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Invocation.Failure failure;

  InitFailed(Invocation.Failure failure) {
    super(failure.type());
    this.failure = failure;
  }

  /** What the caller is answered. */
  public Invocation.Failure failure() {
    return failure;
  }
}
