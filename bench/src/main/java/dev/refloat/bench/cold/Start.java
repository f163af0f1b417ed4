package dev.refloat.bench.cold;

/** A way in which a function's first answer comes about. */
public enum Start {
  /** The java command as it is, with the artifact on its class path. */
  PLAIN("plain"),
  /** As Lambda's managed runtime starts a function that has no snapshot. */
  ON_DEMAND("on demand"),
  /** The first compiler alone, the serial collector, and a cache that a training run made. */
  CACHED("with an AOT cache"),
  /** Of a JVM that waits behind its init phase, without what is done for it there. */
  SNAPSHOT("from a snapshot"),
  /** The same with the hooks that run before the snapshot. */
  PRIMED("from a snapshot, primed");

  private final String title;

  Start(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /**
   * Whether the function's files are in the working directory, from where the runtime loads them by
   * a class loader of its own, and not in an archive on the class path.
   */
  boolean isUnpacked() {
    return this == ON_DEMAND || isRestored();
  }

  /** Whether the time counts from the restore, and not from the start of the JVM. */
  boolean isRestored() {
    return this == SNAPSHOT || this == PRIMED;
  }
}
