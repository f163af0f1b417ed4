package dev.refloat.workflow;

/** The run has ended, and the restore did not succeed; its execution is to fail. */
final class NotRestored extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotRestored() {
    super("The restore did not succeed; its job says why");
  }
}
