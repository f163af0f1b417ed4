package dev.refloat.local.states.history;

/**
 * The history of a Standard execution has room for its last event only; the execution has to fail.
 */
public final class HistoryFull extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HistoryFull() {
    super(
        "The execution reached the maximum number of history events (25000).", null, false, false);
  }
}
