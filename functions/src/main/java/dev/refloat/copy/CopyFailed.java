package dev.refloat.copy;

/**
 * S3 did not do a request in as many attempts as it gets, each time for a reason that may pass.
 * Calling again later may work.
 */
public final class CopyFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CopyFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
