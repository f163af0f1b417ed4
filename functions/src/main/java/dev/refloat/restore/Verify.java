package dev.refloat.restore;

/** How what was restored is compared with the backup. */
public enum Verify {
  /** Every object is there, with its size and checksum, and no other. */
  FILES,
  /** The same; and every file can be opened and has the rows that the meta says. */
  CONTENT
}
