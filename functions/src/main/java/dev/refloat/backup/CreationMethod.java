package dev.refloat.backup;

/** Whether a person or a schedule made a backup. */
public enum CreationMethod {
  MANUAL,
  AUTO
}
