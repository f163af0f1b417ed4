package dev.refloat.restore;

/** Which load state the collections of a restored cluster get. */
public enum CollectionStatus {
  /** The one they had when they were backed up. */
  KEEP(Load.KEEP),
  /** All released. */
  RELEASE(Load.UNLOADED);

  private final Load load;

  CollectionStatus(Load load) {
    this.load = load;
  }

  Load load() {
    return load;
  }
}
