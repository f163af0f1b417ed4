package dev.refloat.restore;

/** Which version the new cluster runs. */
public enum RestoreVersionPolicy {
  LATEST,
  ORIGINAL
}
