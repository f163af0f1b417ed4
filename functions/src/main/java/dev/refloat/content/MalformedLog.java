package dev.refloat.content;

/** A log is not what its format says. The message goes on behind the name of the file. */
final class MalformedLog extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedLog(String message) {
    super(message);
  }

  MalformedLog(String message, Throwable cause) {
    super(message, cause);
  }

  static MalformedLog other(String what, Object found, Object expected) {
    return new MalformedLog("its %s is %s, expected %s".formatted(what, found, expected));
  }
}
