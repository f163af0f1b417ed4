package dev.refloat.local.kms;

/** An error of the API by its name there. */
final class KmsError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String text;

  KmsError(String type, String text) {
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
