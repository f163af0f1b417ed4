package dev.refloat.local.sample;

import java.util.SplittableRandom;
import java.util.UUID;

/** Hands out ids as Milvus's allocator does: ascending, unique in the cluster, and above 2^53. */
final class Ids {
  private static final long FIRST = 463_000_000_000_000_000L;
  private static final int SEEDS = 1 << 20;
  private static final long PER_SEED = 1_000_000_000L;

  private final SplittableRandom random;
  private long next;

  Ids(long seed) {
    random = new SplittableRandom(seed);
    next = FIRST + random.nextInt(SEEDS) * PER_SEED + 1;
  }

  long next() {
    return next++;
  }

  String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
