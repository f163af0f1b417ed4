package dev.refloat.local.lambda;

/**
 * What Lambda calls an execution environment: a started handler, which serves one call at a time.
 */
interface Instance extends AutoCloseable {

  /**
   * Calls the handler and waits for its end, at most for the function's time-out. When the thread
   * is interrupted the call is given up, and with it the instance.
   */
  Invocation call(byte[] payload) throws InterruptedException;

  /** Whether it can be called again; waits for what the last call left it to do. */
  boolean isUsable() throws InterruptedException;

  /** Ends it, and a call that runs. */
  @Override
  void close();
}
