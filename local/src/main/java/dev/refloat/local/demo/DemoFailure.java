package dev.refloat.local.demo;

/** Ends the demonstration. Its message is for the user: what was expected, what was found. */
public final class DemoFailure extends Exception {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }

  DemoFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
