package dev.refloat.local.lambda;

/** How a call of a function ended. */
public sealed interface Invocation {

  /** The function returned. */
  @SuppressWarnings(
      "ArrayRecordComponent") // A carrier that nobody compares; wrapping would copy megabytes.
  record Answer(byte[] payload) implements Invocation {}

  /**
   * The function threw, took too long or answered too much.
   *
   * @param type class name of what was thrown, or Lambda's name such as {@code Sandbox.Timedout}
   * @param payload JSON with {@code errorMessage} and {@code errorType}, as Lambda answers it
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // A carrier that nobody compares; wrapping would copy megabytes.
  record Failure(String type, byte[] payload) implements Invocation {}
}
