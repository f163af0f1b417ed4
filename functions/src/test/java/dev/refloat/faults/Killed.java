package dev.refloat.faults;

/** The process is dead. No error that code could handle. */
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed() {
    super("The process was killed", null, false, false);
  }
}
