package dev.refloat.automation;

/** How far a drill is. */
public enum DrillStatus {
  RUNNING,
  /** Everything was restored and opened, and in time. */
  PASSED,
  FAILED
}
