package dev.refloat.platform;

/**
 * Something cannot be done, for a reason that the caller may read: the message says what was wrong,
 * which field or key, and what to do. It is the only exception whose text leaves the service.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public Refused(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public Refused(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /** Never null, unlike {@link #getMessage()} in the eyes of a null checker. */
  public String reason() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }

  /** The reason, with the code, for where only a text is kept: on a job and its collections. */
  public String reasonWithCode() {
    return reason() + " (code " + code.code() + ")";
  }
}
