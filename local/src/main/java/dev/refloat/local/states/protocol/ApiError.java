package dev.refloat.local.states.protocol;

/** An error of the API by its name there. */
public final class ApiError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;
  private final String text;

  ApiError(String type, String message) {
    this(400, type, message);
  }

  ApiError(int status, String type, String message) {
    super(message);
    this.type = type;
    this.text = message;
    this.status = status;
  }

  static ApiError validation(String message) {
    return new ApiError("ValidationException", message);
  }

  static ApiError invalidArn(String arn) {
    return new ApiError("InvalidArn", "Invalid Arn: '%s'".formatted(arn));
  }

  /** The error's name, for example {@code ExecutionAlreadyExists}. */
  public String type() {
    return type;
  }

  /** What the caller is told. */
  public String text() {
    return text;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
