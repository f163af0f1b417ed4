package dev.refloat.local.lambda;

/** Lambda did not call the function at all. */
public final class LambdaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Lambda's names for it. */
  public enum Code {
    ResourceNotFoundException,
    RequestTooLargeException,
    TooManyRequestsException
  }

  private final Code code;

  LambdaException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
