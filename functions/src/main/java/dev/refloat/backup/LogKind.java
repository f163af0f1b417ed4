package dev.refloat.backup;

/** What a log holds: rows, or deletes. */
public enum LogKind {
  INSERT,
  DELTA
}
