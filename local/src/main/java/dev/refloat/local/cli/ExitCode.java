package dev.refloat.local.cli;

/** What the process answers its caller; documented in the usage. */
public enum ExitCode {
  OK(0),
  FAILED(1),
  USAGE(2);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
