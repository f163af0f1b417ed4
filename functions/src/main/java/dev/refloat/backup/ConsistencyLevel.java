package dev.refloat.backup;

/** A collection's default guarantee for reads, in the order of the numbers in the meta. */
public enum ConsistencyLevel {
  STRONG,
  SESSION,
  BOUNDED,
  EVENTUALLY,
  CUSTOMIZED;

  static ConsistencyLevel of(int number) {
    if (number < 0 || number >= values().length) {
      throw new Wire.Unfit("consistency_level is not 0 to 4");
    }
    return values()[number];
  }
}
