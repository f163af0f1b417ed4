package dev.refloat.restore;

/**
 * The sizes of a cluster in compute units (CU), and how many shards a collection may have on each.
 */
public final class CuSize {
  private static final int MAX = 1024;

  private CuSize() {}

  /** 1, 2, 4, then steps of 4 to 64, of 8 to 256, of 16 to 1024. */
  public static boolean isOffered(int cuSize) {
    if (cuSize <= 2) {
      return cuSize > 0;
    }
    int step = cuSize <= 64 ? 4 : cuSize <= 256 ? 8 : 16;
    return cuSize <= MAX && cuSize % step == 0;
  }

  /** The most shards of one collection on a cluster of this size. */
  public static int shardLimit(int cuSize) {
    if (cuSize <= 2) {
      return 2;
    }
    if (cuSize <= 8) {
      return 4;
    }
    return cuSize <= 64 ? 8 : 16;
  }
}
