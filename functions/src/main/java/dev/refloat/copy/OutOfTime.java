package dev.refloat.copy;

/**
 * A call came near its deadline, recorded what it had done and did not start the rest. Calling
 * again goes on there.
 */
public final class OutOfTime extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutOfTime() {
    super("The call came near its deadline; the next one does the rest");
  }
}
