package dev.refloat.restore;

/** Which load state the collections of a restored cluster get. */
public enum CollectionStatus {
  /** The one they had when they were backed up. */
  KEEP,
  /** All released. */
  RELEASE
}
