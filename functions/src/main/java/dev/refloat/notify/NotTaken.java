package dev.refloat.notify;

import org.jspecify.annotations.Nullable;

/** The receiver of a webhook did not take an event; it is to be sent again. */
public final class NotTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTaken(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
