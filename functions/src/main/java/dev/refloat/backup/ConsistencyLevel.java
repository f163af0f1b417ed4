package dev.refloat.backup;

/** A collection's default guarantee for reads, in the order of the numbers in the meta. */
public enum ConsistencyLevel {
  STRONG(0),
  SESSION(1),
  BOUNDED(2),
  EVENTUALLY(3),
  CUSTOMIZED(4);

  private final int number;

  ConsistencyLevel(int number) {
    this.number = number;
  }

  /** In the meta. */
  public int number() {
    return number;
  }

  static ConsistencyLevel of(int number) {
    if (number < 0 || number >= values().length) {
      throw new Wire.Unfit("consistency_level is not 0 to 4");
    }
    return values()[number];
  }
}
