package dev.refloat.local.awsjson;

/** An error of a service by its name there. */
public final class AwsError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String text;

  public AwsError(String type, String text) {
    super(text);
    this.type = type;
    this.text = text;
  }

  String type() {
    return type;
  }

  /** What the caller is told. */
  String text() {
    return text;
  }
}
