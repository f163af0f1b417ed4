package dev.refloat.local.cli;

/** The command line is not understood; the message says which word and what to write. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
